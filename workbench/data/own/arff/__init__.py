"""Weka's ARFF files, with the labels that Mulan and MEKA declare in them."""
