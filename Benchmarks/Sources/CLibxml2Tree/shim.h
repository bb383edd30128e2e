// libxml2's own parse into a tree, which the speed of pages to records is held against.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
