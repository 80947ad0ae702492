from setuptools import find_packages, setup

setup(
    name="greeter",
    version="1.0",
    packages=find_packages("src"),
    package_dir={"": "src"},
    install_requires=["flask>=3,<4"],
    python_requires=">=3.11",
)
