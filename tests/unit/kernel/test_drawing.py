"""What is drawn at once is as good as what is drawn one by one."""

from uuid import RFC_4122, UUID

from ats.kernel.drawing import draws, ids


def test_ids_are_random_uuids_in_ascending_order():
    made = [UUID(bytes=each) for each in ids(1000)]
    assert {(each.version, each.variant) for each in made} == {(4, RFC_4122)}
    assert len(set(made)) == 1000 and made == sorted(made)
    free = 2**128 - 1 - UUID(bytes=b"\0" * 6 + b"\xf0\0\xc0" + b"\0" * 7).int
    ever, always = 0, free
    for each in made:
        ever, always = ever | each.int, always & each.int
    assert ever & free == free and always & free == 0, "a bit that is never drawn, or always"


def test_draws_have_their_size_and_never_repeat():
    made = list(draws(12, 1000))
    assert {len(each) for each in made} == {12} and len(set(made)) == 1000
    assert list(draws(12, 0)) == [] == ids(0)
