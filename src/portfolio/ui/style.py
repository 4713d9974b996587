"""The stylesheet of the page around the pictures: width, head, tables, actions, phone, paper."""

from __future__ import annotations

from portfolio.views.palette import BEYOND, INK, PANEL, RULE, SOFT
from portfolio.views.style import CSS as DRAWN

_FRAME = f"""
.stMainBlockContainer {{ max-width: 74rem; padding-left: 2.5rem; padding-right: 2.5rem;
  padding-bottom: 4rem; }}
.stHtml p {{ margin-bottom: 0; }}
.stHtml .pf-page {{ font-weight: 600; font-size: .95rem; margin: 0 0 1.1rem; color: {INK}; }}
.stHtml .pf-headline {{ margin-bottom: .5rem; }}
.st-key-pf_head {{ justify-content: space-between; align-items: flex-end; flex-wrap: wrap;
  gap: .8rem 1.5rem; margin: -.7rem 0 1.2rem; }}
.st-key-pf_head > :first-child {{ flex: 1 1 20rem; min-width: 0; width: auto; max-width: 53rem; }}
.st-key-pf_head > :last-child {{ flex: 0 0 auto; width: auto; }}
.stApp [data-testid="stSidebarHeader"] {{ padding-right: 0; padding-top: .8rem; height: auto;
  min-height: 3.75rem; margin-bottom: .6rem; }}
.stApp [data-testid="stLogoLink"] {{ flex: 0 0 auto; max-width: none; }}
.stApp [data-testid="stSidebarHeader"] img, .stApp [data-testid="stHeader"] img {{
  height: auto !important; max-height: none !important; width: 188px !important;
  max-width: none !important; flex: 0 0 auto; }}
.stApp [data-testid="stHeader"] img {{ width: auto !important; max-height: 3.3rem !important; }}
[class*="st-key-actions"] {{ gap: .2rem 1.1rem; margin-top: -.5rem; }}
.st-key-not_latest {{ align-items: center; flex-wrap: wrap; gap: .5rem 1.2rem;
  margin: -.4rem 0 1.2rem; }}
.st-key-not_latest > :first-child {{ flex: 0 1 auto; width: auto; }}
[class*="st-key-pair"] {{ margin-top: 1.2rem; }}
.pf-space {{ height: 1.4rem; }}
"""

_TABLES = f"""
.pf-table td {{ overflow-wrap: break-word; }}
.pf-section {{ padding-top: .9rem; }}
[class*="st-key-pair"] .pf-section {{ padding-top: 0; }}
.pf-table small {{ display: block; font-size: .87rem; color: {SOFT}; font-weight: 400; }}
.pf-table code, .pf-facts code {{ background: {PANEL}; padding: .05rem .35rem;
  border-radius: 3px; font-size: .85em; color: {INK}; overflow-wrap: anywhere; }}
.pf-table tbody th {{ color: {INK}; font-weight: 400; font-size: 1em; vertical-align: top;
  border-bottom: 1px solid {RULE}; padding: .5rem .9rem .5rem 0; text-align: left; }}
.pf-findings {{ table-layout: fixed; }}
.pf-findings th:first-child {{ width: 25%; }}
.pf-noticed th:first-child {{ width: 45%; }}
.pf-hash {{ font-size: .75em !important; }}
.pf-quality td {{ white-space: nowrap; }}
.pf-quality th small {{ font-weight: 400; max-width: 15rem; }}
.pf-due td {{ white-space: nowrap; }}
.pf-due tfoot th, .pf-due tfoot td {{ border-bottom: 0; vertical-align: top; color: {INK};
  padding-top: .6rem; }}
.stHtml a {{ color: {BEYOND}; text-underline-offset: .15em; }}
.pf-summary {{ font-size: 1.05rem; max-width: 46rem; text-wrap: pretty; margin: 0 0 .6rem; }}
.stHtml ul.pf-summary {{ columns: 2; column-gap: 2.5rem; padding-left: 1.1rem; max-width: 52rem; }}
.stHtml ul.pf-summary li {{ margin: 0 0 .15rem; break-inside: avoid; }}
.stHtml .pf-findings tr.pf-group th {{ padding-top: 1.1rem; font-size: 1rem; color: {INK};
  font-weight: 600; }}
.pf-group span {{ font-weight: 400; color: {SOFT}; font-size: .95rem; }}
.pf-columns td:first-child {{ width: 18rem; }}
.pf-facts {{ display: flex; flex-wrap: wrap; gap: .5rem 1.9rem; margin: .3rem 0 .8rem; }}
.pf-facts dt, .pf-how dt {{ color: {SOFT}; font-size: .87rem; font-weight: 400; }}
.pf-facts dd, .pf-how dd {{ margin: 0; }}
.pf-figures dd {{ font-size: 1.25rem; font-weight: 600; line-height: 1.3; }}
.pf-card {{ border-top: 1px solid {RULE}; padding: .9rem 0 .6rem; max-width: 52rem; }}
.pf-card dl, .pf-glossary {{ display: grid; grid-template-columns: 9rem minmax(0, 1fr);
  gap: .3rem 1.2rem; margin: .6rem 0 0; }}
.pf-glossary {{ grid-template-columns: 12rem minmax(0, 1fr); max-width: 52rem;
  gap: .55rem 1.2rem; }}
.pf-card dt {{ color: {SOFT}; font-weight: 400; font-size: .95rem; }}
.pf-glossary dt {{ font-weight: 600; }}
.pf-card dd, .pf-glossary dd {{ margin: 0; font-size: .95rem; }}
.pf-how {{ font-size: .92rem; max-width: 30rem; margin-bottom: .8rem; }}
.pf-how dl {{ margin: .4rem 0 0; }}
.pf-sentences {{ display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .8rem 2rem;
  margin: 0 0 .6rem; }}
.pf-sentences.pf-four {{ grid-template-columns: repeat(4, minmax(0, 1fr)); }}
.pf-sentences p {{ border-top: 2px solid {RULE}; padding-top: .5rem; font-size: 1rem; }}
.pf-sentences.pf-one {{ grid-template-columns: minmax(0, 1fr); gap: .7rem; }}
.pf-sentences b {{ display: block; font-weight: 600; margin-bottom: .15rem; }}
.stHtml dl, .stHtml ul.pf-gaps, .stHtml ul.pf-strips, .stHtml ul.pf-benefits {{ padding: 0;
  margin-left: 0; }}
.stHtml dl > *, .stHtml ul.pf-gaps > li, .stHtml ul.pf-strips > li,
.stHtml ul.pf-benefits > li {{ margin-left: 0; }}
[class*="st-key-block"] {{ margin-bottom: 1.6rem; }}
.pf-gaps {{ list-style: none; margin: 0; padding: 0; }}
.stHtml .pf-gaps li {{ margin: 0; padding: .5rem 0; border-bottom: 1px solid {RULE};
  overflow-wrap: anywhere; }}
.pf-gaps small {{ display: block; color: {SOFT}; font-size: .88rem; }}
.pf-state {{ white-space: nowrap; width: 11rem; }}
.pf-state .pf-mark, .pf-due .pf-mark {{ margin-right: .25rem; }}
.pf-ledger td:last-child, .pf-ledger td:nth-child(3), .pf-ledger td:nth-child(4) {{
  white-space: nowrap; }}
.st-key-block_quality {{ margin-top: 1.6rem; }}
.st-key-theme_choice {{ margin-bottom: 1.2rem; }}
.st-key-theme_choice {{ align-items: flex-end; gap: .8rem 1.5rem; }}
.st-key-send_for {{ display: grid; grid-template-columns: repeat(2, minmax(0, 19rem)); gap: 1rem; }}
"""

_PHONE = """
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
  .stHtml .pf-headline { font-size: 1.4rem; }
  .pf-table thead th.pf-right { white-space: normal; }
  .st-key-pf_head > :first-child { flex-basis: 100%; }
  .pf-card dl, .pf-glossary { grid-template-columns: minmax(0, 1fr); gap: .1rem 0; }
  .pf-card dd, .pf-glossary dd { margin-bottom: .5rem; }
  .pf-findings, .pf-findings tbody, .pf-findings tr, .pf-findings td { display: block;
    width: 100%; }
  .pf-findings thead { display: none; }
  .pf-findings td { border-bottom: 0; padding: .15rem 0; }
  .pf-findings tr { border-bottom: 1px solid #d8dde0; padding: .5rem 0; }
  .stHtml ul.pf-summary { columns: 1; }
  .stHtml .pf-findings tr.pf-group th { display: block; width: 100%; border: 0; padding: .3rem 0; }
  .pf-findings tr.pf-group { border-bottom: 2px solid #aeb7bd; }
  .pf-columns td:first-child { width: 9.5rem; }
  .pf-state { white-space: normal; width: 7.6rem; }
  [class*="st-key-actions"] { gap: .2rem .6rem; }
  [class*="st-key-actions"] button span[data-has-shortcut] { gap: .2rem; }
  [class*="st-key-actions"] button p { font-size: .92rem; }
  [class*="st-key-actions"] [data-testid="stPopoverButton"] > div > [aria-hidden] {
    display: none; }
  .pf-ledger, .pf-ledger tbody, .pf-ledger .pf-right { display: block; }
  .pf-ledger thead { display: none; }
  .pf-ledger tr { display: grid; grid-template-columns: 3rem auto auto 1fr auto; gap: .15rem .7rem;
    padding: .5rem 0; border-bottom: 1px solid #c3ccd2; }
  .pf-ledger td { border: 0; padding: 0; font-size: .87rem; }
  .pf-ledger td:nth-child(-n + 2) { grid-area: 1 / 1 / 2 / 2; font-size: .95rem; }
  .pf-ledger td:nth-child(2) { grid-area: 1 / 2 / 2 / 5; }
  .pf-ledger td:last-child { grid-area: 1 / 5; }
  .pf-ledger td:nth-child(3) { grid-area: 2 / 2 / 3 / 4; }
  .pf-ledger td:nth-child(4) { grid-area: 2 / 4 / 3 / 6; }
  .pf-ledger td:nth-child(5) { grid-area: 3 / 2; }
  .pf-ledger td:nth-child(6) { grid-area: 3 / 3; }
  .pf-ledger td:nth-child(7) { grid-area: 3 / 4; text-align: left; }
  .pf-ledger td:nth-child(6)::before { content: "rows "; }
  .pf-ledger td:nth-child(7)::before { content: "notes "; }
  .pf-due, .pf-files { min-width: 46rem; }
  .pf-due th:first-child, .pf-quality th:first-child { position: sticky; left: 0; min-width: 7.5rem;
    background: #fff; }
  .pf-sentences, .pf-sentences.pf-four, .st-key-send_for { grid-template-columns: minmax(0, 1fr); }
  .st-key-pf_one_benefit, .st-key-pf_list { flex-direction: column; }
  .st-key-pf_one_benefit > *, .st-key-pf_list > * { width: 100% !important; flex: none; }
}
[class*="st-key-narrow"] { display: none; }
@media (max-width: 1200px) {
  .pf-sentences.pf-four { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  [class*="st-key-wide"] { display: none; }
  [class*="st-key-narrow"] { display: flex; }
}
"""

_KEYBOARD = f"""
.stApp [data-testid="stSidebarNavLink"]:focus-visible {{ outline: 3px solid {BEYOND} !important;
  outline-offset: -3px; }}
.stHtml a:focus-visible, .pf-scroll:focus-visible, .pf-more summary:focus-visible {{
  outline: 3px solid {BEYOND}; outline-offset: 2px; }}
@media (forced-colors: active) {{
  .stApp :focus-visible {{ outline: 3px solid Highlight !important; outline-offset: 2px; }}
}}
"""

# On A4 the pairs stand one above the other: a grid that goes over a page's end lies on what comes
# after it. Pictures keep their width in pixels, so the widest are made smaller.
_PAPER = """
.pf-on-paper { display: none; }
@media print {
  html { font-size: 13px !important; }
  .stVerticalBlock, .stLayoutWrapper, [class*="st-key-pair"] { display: block !important; }
  .stSidebar, .stAppHeader, .stButton, .stDownloadButton, .stPopover, .stFileUploader,
  .st-key-arrange, [class*="st-key-actions"], .stVerticalBlock[class*="st-key-wide"] {
    display: none !important; }
  .stPlotlyChart { zoom: .62; break-inside: avoid; }
  [class*="st-key-pair"] .stPlotlyChart { zoom: 1; }
  [class*="st-key-block"] { margin-top: 1.2rem; }
  .pf-on-paper { display: inline; }
  .stMainBlockContainer { max-width: none; padding: 0; }
}
"""

CSS = _FRAME + _TABLES + _PHONE + _KEYBOARD + _PAPER
STYLESHEET = f"<style>{DRAWN}{CSS}</style>"
