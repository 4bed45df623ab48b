#include "serve/routes.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "report/html.h"
#include "report/page_template.h"
#include "serve/protocol_json.h"

namespace khasan::serve {

namespace {

// The page holds its code and styles in itself, and talks to nobody but this server.
constexpr const char* kPagePolicy =
    "default-src 'none'; style-src 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src data:; connect-src 'self'; worker-src blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src ";

// The page, by whose own words (web/vite.config.ts) no script runs but the one with this hash.
Answer page_answer(std::string page) {
  constexpr std::string_view kMark = "script-src ";
  const std::size_t mark = page.find(kMark);
  const std::size_t from = mark == std::string::npos ? mark : mark + kMark.size();
  Answer answer;
  answer.type = "text/html; charset=utf-8";
  answer.kept = true;
  answer.policy = kPagePolicy;
  answer.policy +=
      from == std::string::npos ? "'none'" : page.substr(from, page.find(';', from) - from);
  answer.body = std::make_shared<const std::string>(std::move(page));
  return answer;
}

// Unknown ids are not found, full hands are too many requests, the rest is a bad request.
Answer refuse_all(const Errors& errors) {
  const Error& first = errors.front();
  return refuse(is_unknown(first) ? 404 : is_too_many(first) ? 429 : 400, errors);
}

template <class T>
Answer answer_of(const T& value, int status = 200) {
  return text_answer(to_json(value), status);
}
Answer answer_of(const Document& document, int = 200) {
  Answer answer;
  answer.body = document;
  answer.kept = true;
  return answer;
}
template <class T>
Answer answer_of(const Result<T>& result, int status = 200) {
  return result ? answer_of(result.value(), status) : refuse_all(result.errors());
}

// A query or a request that was read, or what is wrong with it.
template <class T, class Use>
Answer with(const Result<T>& read, const Use& use) {
  return read ? use(read.value()) : refuse_all(read.errors());
}

template <class Request>
Answer submit(Desk& desk, const Ask& ask) {
  return with(request_from<Request>(ask.body), [&](const Request& request) {
    return answer_of(desk.submit(request, ask.visitor), 202);
  });
}

// What a request about a game comes to, `act`: a function of the desk.
template <class Request, class Act>
Answer play(Desk& desk, const Ask& ask, const Text& game, const Act& act) {
  return with(request_from<Request>(ask.body),
              [&](const Request& request) { return answer_of((desk.*act)(game, request)); });
}

Answer record_answer(const Result<std::string>& path, const Text& id) {
  if (!path) return refuse_all(path.errors());
  Answer answer;
  answer.type = "application/octet-stream";
  answer.file = path.value();
  answer.name = id + ".record";
  return answer;
}

struct Route {
  const char* method;
  const char* path;  // `*`: an id
  Answer (*answer)(Desk& desk, const Ask& ask, const Text& id);
};

using A = const Ask&;
using T = const Text&;

constexpr std::array kRoutes{
    Route{"GET", "/api/battles", [](Desk& d, A, T) { return answer_of(d.battles()); }},
    Route{"GET", "/api/battles/*", [](Desk& d, A, T id) { return answer_of(d.battle(id)); }},
    Route{"GET", "/api/battles/*/ground", [](Desk& d, A, T id) { return answer_of(d.ground(id)); }},
    Route{"GET", "/api/battles/*/crisis", [](Desk& d, A, T id) { return answer_of(d.crisis(id)); }},
    Route{"GET", "/api/battles/*/deployment",
          [](Desk& d, A, T id) { return answer_of(d.deployment(id)); }},
    Route{"GET", "/api/battles/*/viewshed",
          [](Desk& d, A ask, T id) {
            return with(query_from<ViewshedQuery>(ask.query),
                        [&](const auto& query) { return answer_of(d.viewshed(id, query)); });
          }},
    Route{"GET", "/api/battles/*/line",
          [](Desk& d, A ask, T id) {
            return with(query_from<LineQuery>(ask.query),
                        [&](const auto& query) { return answer_of(d.line(id, query)); });
          }},
    Route{"GET", "/api/runs", [](Desk& d, A, T) { return answer_of(d.runs()); }},
    Route{"POST", "/api/runs", [](Desk& d, A ask, T) { return submit<RunRequest>(d, ask); }},
    Route{"GET", "/api/runs/*/document",
          [](Desk& d, A, T id) { return answer_of(d.document(id)); }},
    Route{"GET", "/api/runs/*/play", [](Desk& d, A, T id) { return answer_of(d.play(id)); }},
    Route{"GET", "/api/runs/*/moment",
          [](Desk& d, A ask, T id) {
            return with(query_from<MomentQuery>(ask.query),
                        [&](const auto& query) { return answer_of(d.moment(id, query)); });
          }},
    Route{"GET", "/api/runs/*/record",
          [](Desk& d, A, T id) { return record_answer(d.record(id), id); }},
    Route{"GET", "/api/runs/*/debrief",
          [](Desk& d, A, T id) {
            return with(d.debrief(id), [](const std::string& html) { return page_answer(html); });
          }},
    Route{"GET", "/api/runs/*/questions",
          [](Desk& d, A, T id) { return answer_of(d.suggestions(id)); }},
    Route{"GET", "/api/comparisons", [](Desk& d, A, T) { return answer_of(d.comparisons()); }},
    Route{"POST", "/api/comparisons",
          [](Desk& d, A ask, T) { return submit<ComparisonRequest>(d, ask); }},
    Route{"GET", "/api/comparisons/*",
          [](Desk& d, A, T id) { return answer_of(d.comparison(id)); }},
    Route{"GET", "/api/comparisons/*/pairs",
          [](Desk& d, A, T id) { return answer_of(d.pairs(id)); }},
    Route{"POST", "/api/questions",
          [](Desk& d, A ask, T) { return submit<QuestionRequest>(d, ask); }},
    Route{"GET", "/api/questions/*", [](Desk& d, A, T id) { return answer_of(d.explanation(id)); }},
    Route{"GET", "/api/studies", [](Desk& d, A, T) { return answer_of(d.studies()); }},
    Route{"POST", "/api/studies", [](Desk& d, A ask, T) { return submit<StudyRequest>(d, ask); }},
    Route{"POST", "/api/studies/runs",
          [](Desk& d, A ask, T) { return submit<StudyRunRequest>(d, ask); }},
    Route{"GET", "/api/studies/*/document",
          [](Desk& d, A, T id) { return answer_of(d.study_document(id)); }},
    Route{"GET", "/api/games", [](Desk& d, A, T) { return answer_of(d.games()); }},
    Route{"POST", "/api/games",
          [](Desk& d, A ask, T) {
            return with(request_from<GameRequest>(ask.body), [&](const auto& request) {
              return answer_of(d.begin_game(request, ask.visitor), 201);
            });
          }},
    Route{"GET", "/api/games/*", [](Desk& d, A, T id) { return answer_of(d.game(id)); }},
    Route{"DELETE", "/api/games/*", [](Desk& d, A, T id) { return answer_of(d.remove_game(id)); }},
    Route{"GET", "/api/games/*/view", [](Desk& d, A, T id) { return answer_of(d.view(id)); }},
    Route{"POST", "/api/games/*/preview",
          [](Desk& d, A ask, T id) { return play<OrderRequest>(d, ask, id, &Desk::preview); }},
    Route{"POST", "/api/games/*/orders",
          [](Desk& d, A ask, T id) { return play<OrderRequest>(d, ask, id, &Desk::give); }},
    Route{"POST", "/api/games/*/recall",
          [](Desk& d, A ask, T id) { return play<RecallRequest>(d, ask, id, &Desk::recall); }},
    Route{"POST", "/api/games/*/advance",
          [](Desk& d, A ask, T id) { return play<AdvanceRequest>(d, ask, id, &Desk::advance); }},
    Route{"POST", "/api/games/*/end", [](Desk& d, A, T id) { return answer_of(d.end_game(id)); }},
    Route{"GET", "/api/games/*/record",
          [](Desk& d, A, T id) { return record_answer(d.game_record(id), id); }},
    Route{"GET", "/api/jobs", [](Desk& d, A, T) { return answer_of(d.jobs()); }},
    Route{"GET", "/api/jobs/*", [](Desk& d, A, T id) { return answer_of(d.job(id)); }},
    Route{"DELETE", "/api/jobs/*", [](Desk& d, A, T id) { return answer_of(d.stop(id)); }},
};

bool is_id(std::string_view text) {
  constexpr std::size_t kIdMax = 64;
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= kIdMax && std::all_of(text.begin(), text.end(), fits);
}

// Whether the path is one of the pattern; `id` is what stands for its `*`.
bool is_match(std::string_view path, std::string_view pattern, Text& id) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return path == pattern;
  const std::string_view before = pattern.substr(0, star), after = pattern.substr(star + 1);
  if (path.size() < before.size() + after.size()) return false;
  if (!path.starts_with(before) || !path.ends_with(after)) return false;
  const std::string_view middle =
      path.substr(before.size(), path.size() - before.size() - after.size());
  id = middle;
  return is_id(middle);
}

Answer answer_from(Desk& desk, const Answer& page, const Ask& ask) {
  if (ask.path == "/" && ask.method == "GET") return page;
  std::string methods;
  Text id;
  for (const Route& route : kRoutes) {
    if (!is_match(ask.path, route.path, id)) continue;
    if (ask.method == route.method) return route.answer(desk, ask, id);
    methods += (methods.empty() ? "" : ", ") + std::string(route.method);
  }
  if (ask.path == "/") methods = "GET";
  if (methods.empty()) {
    return refuse(404, ask.path.substr(0, 64), "one of the addresses of docs/methods/serve.md",
                  "look for a letter too many or too few");
  }
  Answer answer = refuse(405, ask.method.substr(0, 16), methods, "send " + methods);
  answer.allow = methods;
  return answer;
}

std::string reply_to(Desk& desk, const std::string& text) {
  const Result<PageMessage> message = message_from(text);
  if (!message) return to_json(Refused{refusal_of(message.errors()).error});
  if (std::holds_alternative<Ping>(message.value())) return to_json(Pong{});
  const Result<Job> job = desk.stop(std::get<Stop>(message.value()).job);
  if (!job) return to_json(Refused{refusal_of(job.errors()).error});
  return to_json(JobChanged{job.value()});
}

}  // namespace

Answer text_answer(std::string json, int status) {
  Answer answer;
  answer.status = status;
  answer.body = std::make_shared<const std::string>(std::move(json));
  return answer;
}

Answer refuse(int status, const Errors& errors) {
  return text_answer(to_json(refusal_of(errors)), status);
}

Answer refuse(int status, std::string found, std::string expected, std::string fix) {
  return refuse(status, Errors{fault("", std::move(found), std::move(expected), std::move(fix))});
}

Site site_of(Desk& desk, std::string page) {
  Site site;
  site.answer = [&desk, page = page_answer(std::move(page))](const Ask& ask) {
    return answer_from(desk, page, ask);
  };
  site.hello = [&desk] { return to_json(Hello{KHASAN_VERSION, desk.limits(), desk.jobs()}); };
  site.reply = [&desk](const std::string&, const std::string& text) {
    return reply_to(desk, text);
  };
  return site;
}

std::string app_page(const AppPage& data) {
  return report::html_of(report::page_template(), to_json(data));
}

}  // namespace khasan::serve
