// A request and its answer as everything but the network sees them.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "serve/desk.h"

namespace khasan::serve {

// A request that access.h has let through.
struct Ask {
  std::string method;  // "GET"
  std::string path;    // "/api/battles", as sent: nothing is unescaped
  std::string query;   // without its '?'
  std::string body;
  std::string visitor;  // who asks: the address
};

struct Answer {
  int status = 200;
  std::string type = "application/json";
  Document body = std::make_shared<const std::string>();
  bool kept = false;   // the same body comes again: it is zipped once and has an ETag
  std::string file;    // instead of a body: sent as a download
  std::string name;    // of the download
  std::string allow;   // of 405: the methods there are
  std::string cookie;  // that is set
  std::string location;
  std::string policy;  // Content-Security-Policy; empty: nothing is allowed
};

Answer text_answer(std::string json, int status = 200);
Answer refuse(int status, const Errors& errors);
Answer refuse(int status, std::string found, std::string expected, std::string fix);

// Everything that the network serves. Called by several threads.
struct Site {
  std::function<Answer(const Ask&)> answer;
  // The first message to a live socket, and the answer to one from it.
  std::function<std::string()> hello;
  std::function<std::string(const std::string& visitor, const std::string& message)> reply;
};

}  // namespace khasan::serve
