"""The HTTP edge: one blueprint a capability. No ranking and no storage happens here."""
