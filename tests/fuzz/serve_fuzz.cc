// Any bytes as what a visitor sends: a body, a query, a message, the head of a request, an address.
// What is read is written and read again; what is refused says why; no byte reaches further.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "serve/access.h"
#include "serve/protocol_json.h"
#include "serve/saved_game.h"

namespace {

using namespace khasan::serve;

template <class T>
bool is_value(const khasan::Result<T>& result) {
  if (!result && to_json(refusal_of(result.errors())).empty()) std::abort();
  return result.ok();
}

template <class T>
void read_request(std::string_view bytes) {
  const auto read = request_from<T>(bytes);
  if (!is_value(read)) return;
  const std::string text = to_json(read.value());
  const auto again = request_from<T>(text);
  if (!again || to_json(again.value()) != text) std::abort();
}

// The lines of the bytes as the parts of a head.
void knock(std::string_view bytes) {
  std::string_view parts[6];
  for (std::string_view& part : parts) {
    const std::size_t cut = std::min(bytes.find('\n'), bytes.size());
    part = bytes.substr(0, cut);
    bytes.remove_prefix(std::min(cut + 1, bytes.size()));
  }
  const Head head{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], bytes.empty()};
  const Access here{true, 8338, ""}, open{false, 8338, "0123456789abcdef"};
  const bool is_let_in = !deny(here, head);
  if (is_let_in && head.host.find("8338") == std::string_view::npos) std::abort();
  const bool has_token = bytes.find(open.token) != std::string_view::npos ||
                         head.authorization.find(open.token) != std::string_view::npos ||
                         head.cookie.find(open.token) != std::string_view::npos;
  if (!deny(open, head) && head.path != "/" && !has_token) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size > 65536) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_request<RunRequest>(bytes);
  read_request<ComparisonRequest>(bytes);
  read_request<QuestionRequest>(bytes);
  read_request<StudyRequest>(bytes);
  read_request<StudyRunRequest>(bytes);
  read_request<GameRequest>(bytes);
  read_request<OrderRequest>(bytes);
  read_request<RecallRequest>(bytes);
  read_request<AdvanceRequest>(bytes);
  read_request<SavedGame>(bytes);
  is_value(query_from<ViewshedQuery>(bytes));
  is_value(query_from<LineQuery>(bytes));
  is_value(query_from<MomentQuery>(bytes));
  is_value(message_from(bytes));
  knock(bytes);
  return 0;
}
