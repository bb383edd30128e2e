// The processor's hint, for which Swift has no word.
static inline void hearsay_prefetch(const void *address) { __builtin_prefetch(address); }
