"""Pages and components: Streamlit and nothing else."""
