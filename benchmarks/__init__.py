"""Place the product beside its peers on texts that none of them learnt from."""
