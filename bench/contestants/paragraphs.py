"""The paragraphs of a notice that grows, the same for all contestants. Needs nothing but Python."""

_SENTENCE = (
    "全乡林地、草原和距林地、草原边缘300米以内为防火区，防火期内禁止野外吸烟、烧荒、烧秸秆和燃放烟花爆竹；"
)


def paragraphs(count: int) -> str:
    """So many numbered paragraphs of two to three lines, a line of text each."""
    return "\n".join(
        f"{at}. {_SENTENCE}确需野外用火的，由第{at}村民小组派专人看守。" for at in range(1, count + 1)
    )
