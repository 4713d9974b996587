"""The stylesheet of the snippets and drawn pictures, for screens of every width and for paper."""

from __future__ import annotations

from portfolio.views.palette import (
    BEYOND,
    CONCERN,
    GRID,
    INK,
    LEAD,
    OUTLINE,
    PANEL,
    REFUSED,
    RULE,
    SOFT,
    TAKEN,
)
from portfolio.views.programmes import portfolio_style

_WORDS = f"""
.pf-headline {{ font-size: 2.1rem; font-weight: 700; line-height: 1.22; max-width: 52rem;
  margin: 0 0 .3rem; padding: 0; color: {INK}; text-wrap: balance; letter-spacing: -.005em; }}
.pf-asat {{ font-size: .95rem; line-height: 1.5; color: {SOFT}; margin: 0; }}
.pf-asat b {{ color: {INK}; font-weight: 600; }}
.pf-title {{ font-size: 1.22rem; font-weight: 700; line-height: 1.3; margin: 0; padding: 0;
  color: {INK}; text-wrap: balance; }}
.pf-parted {{ display: flex; flex-direction: column; gap: 1rem; }}
.pf-subtitle {{ font-size: .95rem; color: {SOFT}; margin: .15rem 0 0; }}
.pf-foot {{ font-size: .85rem; color: {SOFT}; margin: .4rem 0 0; }}
.pf-soft {{ color: {SOFT}; font-size: .92rem; }}
.pf-empty {{ color: {SOFT}; border-left: 4px solid {RULE}; padding: .2rem 0 .2rem .9rem;
  margin: .6rem 0; max-width: 44rem; }}
.pf-mark {{ width: .8em; height: .8em; display: inline-block; vertical-align: -.04em; margin: 0; }}
.pf-mark-large {{ width: .95em; height: .95em; vertical-align: -.1em; }}
.pf-hidden {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }}
.pf-key {{ display: flex; flex-wrap: wrap; gap: .25rem 1.15rem; font-size: .9rem; color: {INK};
  margin: .35rem 0 .2rem; }}
.pf-key span {{ white-space: nowrap; }}
.pf-key .pf-mark {{ width: 1em; height: 1em; margin-right: .3em; vertical-align: -.13em; }}
"""

_BLOCKS = f"""
.pf-counts {{ display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1.4rem 2rem; }}
.pf-count {{ line-height: 1.35; }}
.pf-figure {{ font-size: 1.85rem; font-weight: 600; line-height: 1.15; color: {INK}; }}
.pf-of {{ font-size: 1.05rem; color: {SOFT}; white-space: nowrap; }}
.pf-count .pf-label, .pf-count .pf-soft, .pf-verdict .pf-label {{ display: block; }}
.pf-count .pf-label {{ text-wrap: pretty; }}
.pf-count .pf-soft {{ margin-top: .15rem; }}
.pf-question {{ border-left: 4px solid {BEYOND}; padding: .05rem 0 .1rem .95rem;
  margin: 0 0 1.15rem; }}
.pf-question b {{ display: block; font-weight: 700; font-size: 1.05rem; line-height: 1.35; }}
.pf-question span {{ display: block; margin-top: .1rem; }}
.pf-question .pf-soft {{ font-size: .87rem; margin-top: .2rem; }}
.pf-beside {{ margin: .2rem 0 1.6rem; line-height: 1.5; }}
.pf-beside span {{ display: inline-block; margin-right: 1.6rem; color: {SOFT}; }}
.pf-beside b {{ color: {INK}; font-weight: 700; font-size: 1.15rem; margin-left: .25rem; }}
.pf-beside small {{ display: block; color: {SOFT}; font-size: .87rem; }}
.pf-earlier {{ border-left: 4px solid {CONCERN}; padding: .15rem 0 .15rem .8rem; margin: 0;
  font-weight: 600; }}
.pf-verdict {{ background: {PANEL}; border-left: 6px solid {SOFT}; padding: .85rem 1.1rem;
  margin: .3rem 0 1rem; }}
.pf-verdict b {{ font-size: 1.15rem; font-weight: 700; }}
.pf-verdict-taken {{ border-left-color: {TAKEN}; }}
.pf-verdict-note {{ border-left-color: #f2a900; }}
.pf-verdict-stop {{ border-left-color: {REFUSED}; }}
.pf-scroll {{ overflow-x: auto; }}
.pf-table {{ border-collapse: collapse; width: 100%; font-size: .95rem;
  font-variant-numeric: tabular-nums; }}
.pf-table th {{ text-align: left; font-weight: 600; font-size: .88rem; color: {SOFT};
  border: 0; border-bottom: 2px solid {OUTLINE}; padding: .4rem .9rem .4rem 0;
  vertical-align: bottom; }}
.pf-table td {{ border: 0; border-bottom: 1px solid {RULE}; padding: .5rem .9rem .5rem 0;
  vertical-align: top; overflow-wrap: anywhere; }}
.pf-table .pf-right {{ text-align: right; white-space: nowrap; overflow-wrap: normal; }}
.pf-table small {{ display: block; color: {SOFT}; font-size: .85rem; }}
.pf-reasons td:first-child {{ width: 42%; }}
.pf-table a {{ color: {BEYOND}; }}
.pf-openings td:first-child {{ width: 38%; }}
.pf-openings td:nth-child(2) {{ width: 34%; }}
.pf-more summary {{ cursor: pointer; font-size: .92rem; color: {BEYOND}; padding: .55rem 0;
  width: fit-content; }}
.pf-more summary:hover {{ text-decoration: underline; text-underline-offset: .15em; }}
.pf-range {{ position: relative; height: .55rem; margin-top: .3rem; background: {GRID}; }}
.pf-range + .pf-range {{ margin-top: 1px; }}
.pf-range i {{ position: absolute; top: 0; height: 100%; background: {BEYOND}; }}
.pf-table th:last-child, .pf-table td:last-child {{ padding-right: 0; }}
"""

_DRAWN = f"""
.pf-split {{ display: flex; height: 3.6rem; width: 100%; overflow: hidden; }}
.pf-split span {{ display: flex; align-items: center; padding: 0 .7rem; line-height: 1.2;
  min-width: 3px; box-sizing: border-box; }}
.pf-split em {{ font-style: normal; }}
.pf-split b {{ font-weight: 700; margin-right: .2em; }}
.pf-split .pf-lead {{ background: {LEAD}; color: {INK}; }}
.pf-split .pf-beyond {{ background: {BEYOND}; color: #fff; border-left: 2px solid #fff; }}
.pf-split .pf-sliver {{ padding: 0; }}
.pf-split .pf-sliver em, .pf-aside.pf-tight {{ display: none; }}
.pf-aside {{ font-size: .95rem; margin-top: .2rem; }}
.pf-aside.pf-at-right {{ text-align: right; }}
.pf-bars {{ --pf-room: 3.9rem; border-collapse: collapse; width: 100%; table-layout: fixed;
  font-size: .88rem;
  line-height: 1.25; font-variant-numeric: tabular-nums; }}
.pf-bars th, .pf-bars td {{ border: 0; padding: .24rem 0; vertical-align: middle; color: {INK}; }}
.pf-bars tbody th {{ font-weight: 400; text-align: right; padding-right: .7rem;
  overflow-wrap: anywhere; text-wrap: balance; }}
.pf-bars thead th {{ font-weight: 600; text-align: left; padding-bottom: .45rem; }}
.pf-bars .pf-name {{ width: 33%; }}
.pf-bars .pf-name small {{ display: block; color: {SOFT}; font-size: .8rem; }}
.pf-bars .pf-sign {{ width: 1.9rem; text-align: center; padding: 0; }}
.pf-bars .pf-sign .pf-mark {{ width: 1rem; height: 1rem; vertical-align: -.16rem; }}
.pf-bars .pf-end {{ width: 5.6rem; text-align: right; padding-left: .6rem; }}
.pf-bars .pf-end b {{ font-weight: 700; }}
.pf-bar {{ display: flex; align-items: center; }}
.pf-bar i {{ display: block; height: 1.15rem; flex: none; background: {BEYOND}; min-width: 2px; }}
.pf-bar i.pf-none {{ min-width: 0; width: 0; }}
.pf-bar em {{ font-style: normal; padding: 0 .35rem; white-space: nowrap; }}
.pf-left .pf-bar {{ flex-direction: row-reverse; }}
.pf-bars thead .pf-left {{ text-align: right; padding-right: .5rem; }}
.pf-bars thead .pf-right-half {{ padding-left: .5rem; }}
.pf-bars td.pf-left {{ padding-right: 2px; }}
.pf-bars td.pf-right-half {{ padding-left: 2px; }}
.pf-whole {{ flex: 1 1 auto; background: {GRID}; height: 1.15rem; }}
.pf-whole + em {{ width: 4.6rem; flex: none; }}
.pf-bars .pf-said {{ width: 10.5rem; padding-left: 1rem; }}
.pf-shares td:nth-last-child(2) {{ padding: 0 .5rem; }}
.pf-rest th, .pf-rest td {{ color: {SOFT}; }}
.pf-track {{ position: relative; height: 1.7rem; }}
.pf-track i {{ position: absolute; left: 0; top: 0; height: 100%; min-width: 2px; }}
.pf-track .pf-tick {{ position: absolute; top: -.25rem; bottom: -.25rem; width: 2px;
  background: {INK}; margin-left: -1px; }}
.pf-track .pf-diamond {{ position: absolute; top: 50%; width: .6rem; height: .6rem;
  background: #fff; border: 2px solid {INK}; box-sizing: border-box;
  transform: translate(-50%, -50%) rotate(45deg); }}
.pf-under {{ position: relative; height: 1.3rem; font-size: .82rem; color: {SOFT}; }}
.pf-under span {{ position: absolute; top: .3rem; white-space: nowrap; }}
.pf-under .pf-ends {{ transform: translateX(-100%); }}
.pf-types, .pf-bars, .pf-split {{ margin-top: .7rem; }}
.pf-type {{ margin: 0 0 .9rem; }}
.pf-type p {{ margin: 0 0 .45rem; font-size: .95rem; }}
.pf-line {{ position: relative; height: 1.3rem; border-bottom: 0; }}
.pf-line::before {{ content: ""; position: absolute; left: 0; right: 0; top: 50%;
  border-top: 1px solid {GRID}; }}
.pf-line u {{ position: absolute; top: 50%; height: 3px; margin-top: -1.5px; background: {OUTLINE};
  text-decoration: none; }}
.pf-line s {{ position: absolute; top: 50%; width: .8rem; height: .8rem; border-radius: 50%;
  box-sizing: border-box; transform: translate(-50%, -50%); text-decoration: none;
  background: #fff; border: 2px solid {SOFT}; }}
.pf-line s.pf-solid {{ background: {BEYOND}; border-color: {BEYOND}; }}
"""

_BENEFITS = f"""
.pf-icon {{ width: 1.9rem; height: 1.9rem; flex: none; display: inline-block; margin: 0; }}
.pf-icon-large {{ width: 2.7rem; height: 2.7rem; }}
.pf-verdicts p {{ display: flex; align-items: center; gap: .7rem; margin: 0 0 .45rem;
  max-width: 52rem; }}
.pf-verdicts b {{ font-size: 1.22rem; line-height: 1.3; }}
.pf-benefits {{ list-style: none; margin: .5rem 0 0; padding: 0; border-top: 1px solid {RULE}; }}
.pf-benefits li {{ display: grid; margin: 0; padding: .55rem 0; border-bottom: 1px solid {RULE};
  grid-template-columns: minmax(0, 5fr) minmax(0, 3.6fr) 7.6rem 13.4rem;
  gap: 0 1.2rem;
  align-items: start; font-size: .95rem; line-height: 1.3; }}
.pf-benefits small {{ display: block; font-size: .85rem; color: {SOFT}; }}
.pf-benefits .pf-who {{ overflow-wrap: anywhere; }}
.pf-benefits a {{ color: {BEYOND}; }}
.pf-benefits .pf-moves {{ display: flex; gap: .45rem; align-items: flex-start; }}
.pf-benefits .pf-moves span {{ padding-left: .2rem; }}
.pf-benefits .pf-end {{ display: grid; grid-template-columns: 1.15fr 1fr; gap: .6rem;
  text-align: right; font-variant-numeric: tabular-nums; }}
.pf-benefits .pf-grade small {{ padding-left: 1.15rem; }}
.pf-planned .pf-track {{ height: 1.15rem; }}
.pf-planned td:nth-child(2) {{ padding: .15rem .5rem .15rem 0; }}
.pf-stack {{ display: flex; height: 1.15rem; width: 100%; }}
.pf-stack i {{ display: block; height: 100%; min-width: 2px; border-right: 1px solid #fff;
  box-sizing: border-box; }}
.pf-grades small {{ display: block; color: {SOFT}; font-size: .85rem; font-weight: 400; }}
.pf-grades .pf-name {{ width: 11rem; }}
.pf-payer .pf-line s.pf-open {{ background: transparent; border-color: {INK}; }}
.pf-sides {{ min-width: 40rem; table-layout: fixed; }}
.pf-sides thead th {{ text-align: left; }}
.pf-sides .pf-name {{ width: 26%; }}
.pf-sides .pf-kind th {{ text-align: left; font-size: .88rem; color: {SOFT}; font-weight: 600;
  padding-top: .7rem; }}
.pf-account th[scope="row"] {{ color: {INK}; font-weight: 400; border-bottom: 1px solid {RULE};
  font-size: 1em; padding: .5rem .9rem .5rem 0; vertical-align: top; }}
"""

_STRIPS = f"""
.pf-strips {{ list-style: none; margin: .4rem 0 0; padding: 0; border-top: 1px solid {RULE}; }}
.pf-strips li {{ display: grid; margin: 0; padding: .55rem 0; border-bottom: 1px solid {RULE};
  grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) 6rem 8rem; gap: 0 1.2rem;
  align-items: center; font-size: .95rem; line-height: 1.3; }}
.pf-strips li.pf-plain {{ grid-template-columns: minmax(0, 5fr) minmax(0, 7fr) 7rem; }}
.pf-strips li.pf-themed {{
  grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) 4.5rem 8.5rem 8rem; }}
.pf-strips li.pf-head {{ padding: .35rem 0; font-size: .85rem; color: {SOFT}; }}
.pf-strips .pf-who {{ font-weight: 600; overflow-wrap: anywhere; }}
.pf-strips small {{ display: block; font-weight: 400; font-size: .85rem; color: {SOFT}; }}
.pf-strips .pf-end {{ text-align: right; font-variant-numeric: tabular-nums; }}
.pf-strips li.pf-timed {{ grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) 5rem 13rem;
  padding: .36rem 0; }}
.pf-strips li.pf-timed .pf-extra small {{ display: inline; margin-left: .15rem; }}
.pf-more .pf-strips {{ margin-top: 0; }}
.pf-strip {{ display: block; height: 1rem; max-width: 100%; object-fit: contain;
  object-position: left; }}
.pf-strip-whole {{ width: 100%; height: 1rem; display: flex; outline: 1px solid {OUTLINE}; }}
.pf-strip-whole i {{ display: block; height: 100%; min-width: 2px; }}
"""

_NARROW = """
@media (max-width: 1180px) {
  .pf-headline { font-size: 1.68rem; }
  .pf-strips li.pf-themed { grid-template-columns: minmax(0, 1fr) 4.5rem 8.5rem 8rem; }
  .pf-strips li.pf-themed > * { grid-row: 1 / 3; }
  .pf-strips li.pf-themed > .pf-who { grid-area: 1 / 1; }
  .pf-strips li.pf-themed > .pf-across { grid-area: 2 / 1; }
  .pf-strips li.pf-head > :nth-child(2) { display: none; }
}
@media (max-width: 1080px) {
  .pf-counts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (max-width: 640px) {
  .pf-headline { font-size: 1.4rem; }
  .pf-counts { gap: 1.2rem 1.2rem; }
  .pf-figure { font-size: 1.65rem; }
  .pf-count { font-size: .95rem; }
  .pf-split .pf-tight { padding: 0; }
  .pf-split .pf-tight em { display: none; }
  .pf-aside.pf-tight { display: block; }
  .pf-split span { padding: 0 .5rem; }
  .pf-bars { font-size: .9rem; --pf-room: 3.6rem; }
  .pf-above, .pf-above tbody, .pf-above thead { display: block; }
  .pf-above tr { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; }
  .pf-above tbody tr { padding-top: .3rem; }
  .pf-above tr > * { grid-column: 1 / -1; min-width: 0; }
  .pf-above tbody th.pf-name { grid-area: 1 / 2; width: auto; text-align: left; }
  .pf-above .pf-sign { grid-area: 1 / 1; width: 1.5rem; text-align: left; padding-top: .24rem; }
  .pf-above .pf-said { grid-area: 1 / 3; width: auto; margin: 0; padding-left: .6rem;
    white-space: nowrap; }
  .pf-above td.pf-left { grid-area: 2 / 1 / 3 / 2; }
  .pf-above td.pf-right-half { grid-area: 2 / 2 / 3 / 3; }
  .pf-halves tr { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); position: relative; }
  .pf-halves tbody th.pf-name { grid-area: 1 / 1 / 2 / 3; padding-left: 1.5rem; }
  .pf-halves .pf-sign { position: absolute; left: 0; top: .1rem; }
  .pf-halves thead td { display: none; }
  .pf-halves thead th.pf-left { grid-area: 1 / 1; }
  .pf-halves thead th.pf-right-half { grid-area: 1 / 2; }
  .pf-above td, .pf-shares td:nth-last-child(2) { padding: .05rem 0; }
  .pf-sides { font-size: .82rem; }
  .pf-openings tbody, .pf-reasons tbody, .pf-openings thead, .pf-reasons thead { display: block; }
  .pf-openings tr { display: grid; grid-template-columns: 9fr 8fr; gap: .25rem 1rem; }
  .pf-reasons tr { display: grid; grid-template-columns: minmax(0, 1fr); gap: .2rem; }
  .pf-openings tr > :first-child { grid-column: 1 / -1; }
  .pf-openings tr, .pf-reasons tr { padding: .5rem 0; border-bottom: 1px solid #c3ccd2; }
  .pf-openings tr > *, .pf-openings tr > td:nth-child(-n + 2), .pf-reasons tr > *,
  .pf-reasons tr > td:first-child { width: auto; border: 0; padding: 0; }
  .pf-rows thead { display: none; }
  .pf-rows tr { display: block; border-bottom: 1px solid #c3ccd2; padding: .5rem 0; }
  .pf-rows td { display: block; border: 0; padding: .1rem 0; }
  .pf-strips li, .pf-strips li.pf-plain, .pf-strips li.pf-themed, .pf-strips li.pf-timed {
    grid-template-columns: minmax(0, 1fr) auto; gap: .3rem .8rem; align-items: start; }
  .pf-strips li.pf-themed > * { grid-row: auto; }
  .pf-strips li.pf-head { display: none; }
  .pf-strips li > .pf-rated { grid-column: 1 / -1; font-size: .88rem; }
  .pf-strips .pf-rated small { display: inline; }
  .pf-strips li > .pf-across, .pf-strips li.pf-themed > .pf-across {
    grid-area: 2 / 1 / 3 / -1; }
  .pf-strips .pf-extra { grid-column: 1 / -1; text-align: left; font-size: .88rem; }
  .pf-strips .pf-extra small { display: inline; }
  .pf-benefits li { grid-template-columns: minmax(0, 1fr) 7rem; gap: .4rem .8rem; }
  .pf-benefits .pf-who, .pf-benefits .pf-moves { grid-column: 1 / -1; }
  .pf-benefits .pf-end { grid-template-columns: 1fr; gap: .2rem; }
  .pf-grades .pf-name { width: 8rem; }
  .pf-sides { min-width: 0; }
  .pf-sides .pf-name { width: 32%; }
  .pf-sides .pf-bar i { display: none; }
  .pf-sides .pf-bar em { padding: 0; }
}
"""

_PAPER = """
.pf-split, .pf-split span, .pf-bar i, .pf-whole, .pf-track *, .pf-line *, .pf-strip-whole i,
.pf-range, .pf-range i, .pf-stack i, .pf-verdict { print-color-adjust: exact;
  -webkit-print-color-adjust: exact; forced-color-adjust: none; }
@media print {
  .pf-headline { font-size: 20pt; }
  .pf-count, .pf-question, .pf-type, .pf-strips li, .pf-table tr, .pf-bars, .pf-bars tr, .pf-split,
  .pf-verdict { break-inside: avoid; }
  .pf-title, .pf-subtitle, .pf-key { break-after: avoid; }
  .pf-counts { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .pf-scroll { overflow: visible; }
  .pf-more summary, .pf-more thead { display: none; }
  .pf-more::details-content { content-visibility: visible; display: block; height: auto; }
}
"""

CSS = _WORDS + _BLOCKS + _DRAWN + _BENEFITS + _STRIPS + portfolio_style.CSS + _NARROW + _PAPER
"""Everything the snippets and drawn pictures need; the page puts it into one `style` element."""
