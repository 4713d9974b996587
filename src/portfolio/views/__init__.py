"""Result in, figure or display table out. No Streamlit."""
