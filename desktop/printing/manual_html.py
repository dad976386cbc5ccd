"""The handbook as one HTML page that needs nothing from outside: its own look, list of contents, pictures beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_LOOK = """
@font-face { font-family: "Mingbai"; src: url("fonts/NotoSansSC-Regular.ttf"); font-weight: 400; }
@font-face { font-family: "Mingbai"; src: url("fonts/NotoSansSC-Bold.ttf"); font-weight: 700; }
:root { color-scheme: light; }
body { margin: 0; font: 18px/1.7 "Microsoft YaHei UI", "Noto Sans CJK SC", "Mingbai", sans-serif; color: #17211e;
  background: #f4f5f2; display: grid; grid-template-columns: 18rem minmax(0, 52rem); gap: 2.5rem; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; background: #e8ece9; padding: 1.5rem 1.25rem;
  box-sizing: border-box; }
nav h2 { font-size: 1rem; margin: 1.2rem 0 .2rem; }
nav ol { list-style: none; margin: 0; padding: 0; }
a { color: #0a5a66; }
nav a { text-decoration: none; display: block; padding: .15rem .5rem; border-radius: 6px; color: #17211e; }
nav a:hover, nav a:focus { background: #dfedef; }
main { padding: 2rem 1rem 6rem 0; }
section { background: #fff; border: 1px solid #d6dbd7; border-radius: 8px; padding: 1.25rem 2rem; margin-bottom: 1.5rem; }
h1 { margin: 0 0 .25rem; } h2.title { color: #0a5a66; margin: .25rem 0 .5rem; } section h2:not(.title) { font-size: 1.1rem; margin: 1.2rem 0 .2rem; }
img { width: 100%; border: 1px solid #7a8580; border-radius: 6px; margin: .75rem 0; }
table { border-collapse: collapse; } td, th { border: 1px solid #d6dbd7; padding: .3rem .8rem; text-align: left; }
pre { background: #ebeeeb; border-radius: 6px; padding: .6rem 1rem; overflow: auto; font-size: .9rem; }
@media (max-width: 60rem) { body { display: block; } nav { position: static; height: auto; } main { padding: 1rem; } }
@media print { nav { display: none; } body { display: block; background: #fff; } section { border: none; break-before: page; } }
"""


@dataclass(frozen=True, slots=True)
class Section:
    """``html`` is the text without its title; ``pictures`` are addresses; ``part`` is named where a part begins."""

    key: str
    title: str
    html: str
    pictures: tuple[str, ...] = ()
    part: str = ""


def manual_html(title: str, subtitle: str, note: str, sections: Sequence[Section]) -> str:
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_LOOK}</style></head>\n<body>\n"
        f'<nav aria-label="目录">{_contents(sections)}</nav>\n<main><h1>{escape(title)}</h1>'
        f"<p>{escape(subtitle)}　{escape(note)}</p>\n{''.join(map(_section, sections))}</main>\n</body>\n</html>\n"
    )


def _contents(sections: Sequence[Section]) -> str:
    out = ""
    for section in sections:
        if section.part:
            out += f"{'</ol>' if out else ''}<h2>{escape(section.part)}</h2><ol>"
        out += f'<li><a href="#{section.key}">{escape(section.title)}</a></li>'
    return out + "</ol>"


def _section(section: Section) -> str:
    lead, _, rest = section.html.partition("</p>")
    pictures = "".join(
        f'<img src="{escape(address)}" alt="{escape(section.title)}的画面">' for address in section.pictures
    )
    return (
        f'<section id="{section.key}"><h2 class="title">{escape(section.title)}</h2>'
        f"{lead}</p>{pictures}{rest}</section>\n"
    )
