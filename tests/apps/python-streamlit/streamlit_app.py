import streamlit as st

st.title("Hello from Streamlit")
st.write(st.slider("How many", 1, 9))
