"""The stylesheet of the portfolio, of one programme, and of risk and confidence."""

from __future__ import annotations

from portfolio.views.palette import BEYOND, GRID, INK, LEAD, OUTLINE, PANEL, RULE, SOFT

_TABLE = f"""
.pf-portfolio {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .95rem;
  margin-top: .5rem; font-variant-numeric: tabular-nums; }}
.pf-portfolio th, .pf-portfolio td {{ border: 0; border-bottom: 1px solid {RULE}; text-align: left;
  padding: .6rem 1.1rem .6rem 0; vertical-align: top; font-weight: 400; color: {INK};
  line-height: 1.3; overflow-wrap: break-word; }}
.pf-portfolio th:last-child, .pf-portfolio td:last-child {{ padding-right: 0; }}
.pf-portfolio thead th {{ font-size: .88rem; font-weight: 600; color: {SOFT};
  border-bottom: 2px solid {OUTLINE}; vertical-align: bottom; }}
.pf-portfolio thead th[aria-sort] {{ color: {INK}; }}
.pf-portfolio thead th[aria-sort="descending"]::after {{ content: " \\2193"; }}
.pf-portfolio thead th[aria-sort="ascending"]::after {{ content: " \\2191"; }}
.pf-portfolio tbody th a, .pf-table a {{ font-weight: 600; color: {BEYOND}; }}
.pf-portfolio small {{ display: block; color: {SOFT}; font-size: .85rem; margin-top: .15rem; }}
.pf-portfolio small b {{ color: {INK}; font-weight: 600; }}
.pf-parts-5 th:first-child {{ width: 27%; }} .pf-parts-5 th:nth-child(4) {{ width: 15%; }}
.pf-parts-3 th:first-child, .pf-parts-2 th:first-child {{ width: 46%; }}
.pf-mini {{ display: flex; height: .8rem; margin: .2rem 0 .25rem; }}
.pf-mini i {{ display: block; height: 100%; }}
.pf-mini .pf-lead {{ background: {LEAD}; }} .pf-mini .pf-beyond {{ background: {BEYOND}; }}
.pf-rating {{ white-space: nowrap; }}
.pf-rating .pf-mark {{ margin-right: .15rem; }}
.pf-plan {{ display: block; position: relative; height: .55rem; margin: .3rem 0 .2rem;
  background: linear-gradient({GRID}, {GRID}) center / 100% 1px no-repeat; }}
.pf-plan i {{ position: absolute; top: 0; bottom: 0; background: {SOFT}; min-width: 2px; }}
.pf-plan i.pf-over {{ background: repeating-linear-gradient(45deg, {INK} 0 2px, #fff 2px 5px); }}
.pf-plan em {{ position: absolute; top: -.2rem; bottom: -.2rem; width: 2px; background: {INK};
  margin-left: -1px; }}
.pf-pips {{ display: inline-flex; gap: 2px; margin-right: .3rem; vertical-align: .05em; }}
.pf-pips i {{ width: .42rem; height: .42rem; border-radius: 50%; border: 1px solid {SOFT};
  box-sizing: border-box; }}
.pf-pips i.pf-on {{ background: {SOFT}; }}
.pf-portfolio .pf-strip-whole {{ height: .8rem; margin: .2rem 0 .25rem; }}
.pf-lines {{ list-style: none; margin: .6rem 0 0; padding: 0; }}
.stHtml ul.pf-lines {{ padding: 0; margin-left: 0; }}
.stHtml .pf-lines li {{ margin: 0 0 .75rem; padding: 0; font-size: .95rem; line-height: 1.3; }}
.pf-lines small {{ display: block; color: {SOFT}; font-size: .85rem; margin: .05rem 0 .2rem; }}
.pf-lines .pf-bar {{ --pf-room: 6.2rem; margin-top: .2rem; font-size: .9rem;
  font-variant-numeric: tabular-nums; }}
.pf-lines .pf-bar i {{ height: .95rem; }}
"""

_ONE = f"""
.pf-purpose {{ font-size: 1.12rem; line-height: 1.5; max-width: 46rem; margin: 0 0 .9rem; }}
.pf-about {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
  gap: .7rem 1.6rem; margin: .4rem 0 1rem; border-top: 1px solid {RULE}; padding-top: .8rem; }}
.stHtml dl.pf-about {{ padding-top: .8rem; }}
.pf-about .pf-wide {{ grid-column: span 2; }}
.pf-about dt {{ color: {SOFT}; font-size: .87rem; font-weight: 400; }}
.pf-about dd {{ margin: 0; overflow-wrap: anywhere; }}
.pf-effort {{ display: flex; height: 2.4rem; margin: .7rem 0 .35rem; }}
.pf-effort i {{ display: flex; align-items: center; padding-left: .5rem; font-style: normal;
  font-weight: 600; font-size: .9rem; overflow: hidden; border-right: 2px solid #fff;
  box-sizing: border-box; white-space: nowrap; }}
.pf-effort-rows td {{ padding: .3rem 0; }}
.pf-effort-rows .pf-effort {{ height: 1.5rem; margin: 0; }}
.pf-effort-rows .pf-effort i {{ font-size: .8rem; padding-left: .3rem; font-weight: 400; }}
.pf-through {{ border-collapse: collapse; width: 100%; font-size: .9rem; margin-top: .6rem; }}
.pf-through th, .pf-through td {{ border: 0; border-bottom: 1px solid {RULE}; text-align: left;
  padding: .5rem .8rem .5rem 0; vertical-align: top; font-weight: 400; color: {INK}; }}
.pf-through thead th {{ color: {SOFT}; font-weight: 600; font-size: .85rem; white-space: nowrap; }}
.pf-through .pf-mark {{ width: 1.05rem; height: 1.05rem; display: block; margin: 0 0 .15rem; }}
.pf-said {{ margin: .8rem 0 0; font-size: .95rem; max-width: 44rem; }}
.pf-said summary {{ color: {SOFT}; font-size: .9rem; cursor: pointer; padding: .15rem 0; }}
.pf-said p {{ border-left: 4px solid {RULE}; padding-left: .8rem; }}
"""

_RISK = f"""
.pf-agree {{ border-collapse: separate; border-spacing: 4px; margin-top: .5rem; width: 100%;
  max-width: 34rem; table-layout: fixed; }}
.pf-agree + .pf-table {{ margin-top: 1rem; }}
.pf-agree th {{ font-weight: 400; font-size: .92rem; color: {INK}; text-align: left; border: 0;
  padding: .3rem .3rem; vertical-align: middle; }}
.pf-agree td {{ border: 0; background: {PANEL}; text-align: center; padding: .55rem .2rem;
  font-size: 1.2rem; font-weight: 600; color: {INK}; }}
.pf-agree td.pf-differs {{ box-shadow: inset 0 0 0 2px #dd5a00; background: #fff; }}
.pf-agree td.pf-sooner {{ outline: 2px dashed {BEYOND}; outline-offset: -2px; background: #fff; }}
.pf-agree td.pf-nil {{ color: {SOFT}; font-weight: 400; font-size: 1rem; }}
.pf-grid5 {{ border-collapse: separate; border-spacing: 3px; margin-top: .5rem; width: 100%;
  max-width: 30rem; table-layout: fixed; }}
.pf-grid5 th {{ font-weight: 400; font-size: .85rem; color: {SOFT}; border: 0; padding: .1rem; }}
.pf-grid5 td {{ border: 0; height: 2.9rem; text-align: center; font-weight: 600; padding: 0;
  font-size: 1.1rem; font-variant-numeric: tabular-nums; }}
.pf-weigh {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .93rem;
  margin-top: .6rem; font-variant-numeric: tabular-nums; }}
.pf-weigh th, .pf-weigh td {{ border: 0; border-bottom: 1px solid {RULE}; padding: .65rem 1rem
  .65rem 0; text-align: left; vertical-align: top; font-weight: 400; color: {INK};
  line-height: 1.35; overflow-wrap: break-word; }}
.pf-weigh thead th {{ font-weight: 600; font-size: .88rem; color: {SOFT};
  border-bottom: 2px solid {OUTLINE}; }}
.pf-weigh tbody th b {{ font-weight: 600; }}
.pf-weigh small {{ display: block; color: {SOFT}; font-size: .85rem; margin-top: .1rem; }}
.pf-weigh th:first-child {{ width: 31%; }}
.pf-weigh th:nth-child(2), .pf-weigh th:nth-child(3) {{ width: 15%; }}
.pf-score {{ display: block; position: relative; height: 1rem; background: {GRID};
  margin: .15rem 0 .2rem; }}
.pf-score i {{ position: absolute; left: 0; top: 0; bottom: 0; background: #dd5a00; }}
.pf-score i.pf-gain {{ background: {BEYOND}; }}
.pf-score em {{ position: absolute; top: -.2rem; bottom: -.2rem; width: 2px; background: {INK};
  margin-left: -1px; }}
.pf-raters {{ border-collapse: collapse; width: 100%; margin-top: .5rem; }}
.pf-raters th, .pf-raters td {{ border: 0; padding: .45rem .6rem .45rem 0; font-weight: 400;
  text-align: left; font-size: .95rem; color: {INK}; vertical-align: middle; }}
.pf-raters th {{ width: 9.5rem; }}
.pf-raters small {{ display: block; color: {SOFT}; font-size: .85rem; }}
.pf-parts {{ display: flex; height: 1.7rem; }}
.pf-parts i {{ display: block; height: 100%; border-right: 2px solid #fff; box-sizing: border-box;
  min-width: 4px; }}
.pf-parts-said {{ display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .9rem;
  margin-top: .2rem; }}
.pf-parts-said span {{ white-space: nowrap; }}
"""

_PHONE = f"""
@media screen and (max-width: 760px) {{
  .pf-portfolio, .pf-portfolio tbody, .pf-portfolio tr, .pf-portfolio th, .pf-portfolio td,
  .pf-weigh, .pf-weigh tbody, .pf-weigh tr, .pf-weigh th, .pf-weigh td {{
    display: block; width: auto !important; }}
  .pf-portfolio thead, .pf-weigh thead {{ position: absolute; width: 1px; height: 1px;
    overflow: hidden; clip-path: inset(50%); }}
  .pf-portfolio tr, .pf-weigh tr {{ border-bottom: 2px solid {OUTLINE}; padding: .8rem 0 .6rem; }}
  .pf-portfolio tbody th, .pf-portfolio td, .pf-weigh tbody th, .pf-weigh td {{ border: 0;
    padding: .2rem 0; }}
  .pf-portfolio td, .pf-weigh td {{ display: grid;
    grid-template-columns: 7.2rem minmax(0, 1fr); gap: 0 .8rem; }}
  .pf-portfolio td::before, .pf-weigh td::before {{ content: attr(data-label); color: {SOFT};
    font-size: .85rem; grid-row: 1 / span 4; }}
  .pf-portfolio td > *, .pf-weigh td > * {{ grid-column: 2; min-width: 0; }}
  .pf-about .pf-wide {{ grid-column: auto; }}
  .pf-through {{ min-width: 20rem; font-size: .82rem; }}
  .pf-through th, .pf-through td {{ padding-right: .35rem; }}
  .pf-through thead th {{ white-space: normal; }}
  .pf-effort i span {{ display: none; }}
}}
.pf-mini i, .pf-plan, .pf-plan *, .pf-pips i, .pf-effort i, .pf-agree td, .pf-grid5 td, .pf-score,
.pf-score *, .pf-parts i {{ print-color-adjust: exact; -webkit-print-color-adjust: exact;
  forced-color-adjust: none; }}
@media print {{
  .pf-portfolio tr, .pf-weigh tr {{ break-inside: avoid; }}
}}
"""

CSS = _TABLE + _ONE + _RISK + _PHONE
