// The protocol (protocol.h) as JSON. The reader is strict: a member that is unknown, missing, given
// twice or of the wrong kind is an error that names it. Numbers that do not exist are null.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "serve/protocol.h"

namespace khasan::serve {

inline constexpr std::size_t kJsonDepthMax = 8;  // of brackets in what the page sends

// One line of JSON; of messages of the live channel with their `kind`.
template <class T>
std::string to_json(const T& value);
template <class T>
std::string to_json(const List<T>& values);

// T: one of the requests. `text` may be anything.
template <class T>
Result<T> request_from(std::string_view text);

// A query, "x=1&y=2", as one of the queries of the protocol.
template <class T>
Result<T> query_from(std::string_view text);

using PageMessage = std::variant<Ping, Stop>;
Result<PageMessage> message_from(std::string_view text);

// The errors as the body of an answer; there is at least one.
Refusal refusal_of(const Errors& errors);

}  // namespace khasan::serve
