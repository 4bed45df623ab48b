// The protocol (protocol.h, protocol_game.h) as the TypeScript that the page is written against.
// The texts stand in web/src/protocol, as server.ts and game.ts; a test compares them,
// `make protocol` writes them anew.
#pragma once

#include <string>

namespace khasan::serve {

std::string protocol_as_typescript();
std::string game_protocol_as_typescript();

}  // namespace khasan::serve
