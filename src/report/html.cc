#include "report/html.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace khasan::report {

namespace {

constexpr std::string_view kMarker = "/*KHASAN_DATA*/";

Error write_error(const std::string& path, const std::string& reason) {
  Error error;
  error.file = path;
  error.found = reason;
  error.expected = "a file that can be written";
  error.fix = "name another file, or make room";
  return error;
}

}  // namespace

std::string html_of(std::string_view page, const std::string& document) {
  const std::size_t at = page.find(kMarker);
  if (at == std::string_view::npos) return std::string(page);
  std::string html(page.substr(0, at));
  html.reserve(page.size() + document.size() + document.size() / 50);
  for (const char c : document) {
    if (c == '<')
      html += "\\u003c";
    else
      html += c;
  }
  html += page.substr(at + kMarker.size());
  return html;
}

Errors write_file(const std::string& path, const std::string& text) {
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  const std::string unfinished = path + ".unfinished";
  errno = 0;
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "it cannot be written";
    std::filesystem::remove(unfinished, failed);
    return {write_error(path, reason)};
  }
  std::filesystem::rename(unfinished, path, failed);
  if (failed) {
    const std::string reason = failed.message();
    std::filesystem::remove(unfinished, failed);
    return {write_error(path, reason)};
  }
  return {};
}

}  // namespace khasan::report
