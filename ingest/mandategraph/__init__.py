"""United Nations resolutions as a knowledge graph.

Source → Document → Structure → Provision → Task → Mention → Link → Reading → quads → Store.
"""
