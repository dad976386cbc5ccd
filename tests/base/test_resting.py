"""The collector of garbage rests while anybody lets it rest, whatever order they begin and end in."""

import gc
import threading

from desktop.base.resting import collector_resting, let_collector_rest, let_collector_work


def test_a_thread_that_loads_does_not_set_it_to_work_while_a_window_lets_it_rest():
    assert gc.isenabled()
    begun, may_end = threading.Event(), threading.Event()

    def load() -> None:
        with collector_resting():
            begun.set()
            may_end.wait(10)

    loading = threading.Thread(target=load)
    loading.start()
    assert begun.wait(10)
    let_collector_rest()  # the window opens while the thread is still at it
    may_end.set()
    loading.join()
    assert not gc.isenabled()
    let_collector_work()
    assert gc.isenabled()


def test_what_fails_lets_it_work_again_and_one_within_another_does_not():
    try:
        with collector_resting():
            with collector_resting():
                assert not gc.isenabled()
            assert not gc.isenabled()
            raise ValueError
    except ValueError:
        assert gc.isenabled()
