import streamlit as st

st.write("A second page")
