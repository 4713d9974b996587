"""Board pack: this view as a paper, slides and data, provable later."""

import streamlit as st

from portfolio.ui import filter_controls, frame, paper_choices, paper_page, paper_proof

NAME = "Board pack"

service = frame.begin(NAME, takes_files=True)
if not service.submissions():
    frame.nothing_yet(NAME, service)
    st.stop()

view = filter_controls.view(service, offers=paper_choices.OFFERS)
kept = paper_choices.kept(service)

frame.plain_head(
    NAME,
    paper_page.headline(view, kept),
    paper_page.about(view, kept),
    service.references.settings.about,
)
paper_page.show(view, kept)
paper_page.every(service, kept)
paper_proof.prove(service)
