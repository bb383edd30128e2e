// The settings of the C library's allocator, which its Swift module leaves out.
#include <malloc.h>
// Of the C library too: writes to the disk what the system holds of a file system's files.
int syncfs(int descriptor);
