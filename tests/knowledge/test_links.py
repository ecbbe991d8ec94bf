"""Links into a recording: to the second where the page can do that, to the page where it cannot."""

import pytest

from knowledge.links import link_at


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=723s"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=723s"),
        ("https://youtube.com/watch?v=abc&t=5&list=x", "https://youtube.com/watch?v=abc&list=x&t=723s"),
        ("https://pod.example/7?start={seconds}", "https://pod.example/7?start=723"),
        ("https://pod.example/7#t={seconds}", "https://pod.example/7#t=723"),
        ("https://pod.example/7", "https://pod.example/7"),
        ("https://notyoutube.com/watch?v=abc", "https://notyoutube.com/watch?v=abc"),
    ],
)
def test_a_link_leads_to_the_second_where_the_page_can_do_that(url: str, link: str) -> None:
    assert link_at(url, 723_900) == link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://youtu.be/abc", "https://youtu.be/abc"),
        ("https://pod.example/7?start={seconds}", "https://pod.example/7?start=0"),
    ],
)
def test_without_a_time_it_leads_to_the_beginning(url: str, link: str) -> None:
    assert link_at(url, None) == link
