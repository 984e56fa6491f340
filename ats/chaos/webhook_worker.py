"""A worker as a process of its own, to be killed: it brings events round and sends webhooks until it is."""

import time

import django


def main() -> None:
    django.setup()
    from ats.kernel import clock
    from ats.kernel.outbox import delivering
    from ats.kernel.webhooks import sending

    while True:
        if not delivering.run(clock.now()) + sending.run(clock.now()):
            time.sleep(0.02)


if __name__ == "__main__":
    main()
