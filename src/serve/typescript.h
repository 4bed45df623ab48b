// The protocol (protocol.h) as the TypeScript that the page is written against. The text stands in
// web/src/protocol/server.ts; a test compares them, `make protocol` writes it anew.
#pragma once

#include <string>

namespace khasan::serve {

std::string protocol_as_typescript();

}  // namespace khasan::serve
