"""Send an extract: check without trace, see what will change, send, receipt."""

import streamlit as st

from portfolio.contract.catalogue import CONTRACT_VERSION
from portfolio.ui import frame, send_page, send_words
from portfolio.ui.sending import sending

NAME = "Send an extract"

service = frame.begin(NAME, takes_files=True)
if not service.references.settings.reporting_periods:
    frame.nothing_loaded(NAME)
    st.stop()

one = sending(service)

frame.plain_head(
    NAME,
    send_words.headline(one),
    send_words.checked_line(one, CONTRACT_VERSION),
    service.references.settings.about,
)
send_page.choose(one)
send_page.show(one)
