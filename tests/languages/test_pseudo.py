"""The reader of marked pages sees what escaped, and nothing else."""

import pytest

from tests.languages.pseudo import escaped


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Due on ⟦Friday⟧⟧, 12 · Ada Quinn</p>",
        "<p>⟦Until <strong>⟦Friday⟧</strong> you can⟧</p>",
        "<p lang='en'>The canteen is good.</p><script>var words</script>",
        "<a title='⟦Close⟧' href='/somewhere/'>⟦Go⟧</a>",
    ],
)
def test_what_is_marked_or_data_is_fine(html: str) -> None:
    assert escaped(html, ["Ada Quinn"]) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Due⟧ escaped</p>",
        "<a title='escaped'>⟦Go⟧</a>",
        "<img alt='escaped'>",
        "<input type='submit' value='escaped'>",
        "<p lang='en'>Data.</p> escaped",
    ],
)
def test_what_escaped_is_found(html: str) -> None:
    assert escaped(html, []) == ["escaped"]
