"""What others build the same with: dense and lexical search fused by ranks, as their own pages put it together.

Runs in an environment of its own, which has these libraries and none of ours: imports the standard library,
numpy and what is measured, nothing else of this project.
"""
