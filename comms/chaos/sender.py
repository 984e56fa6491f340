"""A sender as a process of its own, to be killed: `python -m comms.chaos.sender` sends until it is."""

import time

import django


def main() -> None:
    django.setup()
    from ats.kernel import clock
    from comms import sender

    while True:
        if not sender.run(clock.now()):
            time.sleep(0.02)


if __name__ == "__main__":
    main()
