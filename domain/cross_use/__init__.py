"""No cross-use 避免交叉使用: which benefits exclude each other, top each other up, or may be drawn together."""
