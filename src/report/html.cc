#include "report/html.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace khasan::report {

namespace {

constexpr std::string_view kMarker = "/*KHASAN_DATA*/";

namespace fs = std::filesystem;

Error write_error(const std::string& path, const std::string& reason,
                  const std::string& fix = "name another file, or make room") {
  Error error;
  error.file = path;
  error.found = reason;
  error.expected = "a file that can be written";
  error.fix = fix;
  return error;
}

std::string unfinished_name(const std::string& path) { return path + ".unfinished"; }

// The text under its unfinished name. Empty when it was written, else the reason why not.
std::string write_unfinished(const std::string& path, const std::string& text) {
  errno = 0;
  std::ofstream file(unfinished_name(path), std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (file) return {};
  const std::string reason = errno != 0 ? std::strerror(errno) : "it cannot be written";
  std::error_code ignored;
  fs::remove(unfinished_name(path), ignored);
  return reason;
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

Errors check_writable(const std::string& path) {
  std::error_code ignored;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, ignored)) {
    return {write_error(path, "no folder " + folder.string(), "make the folder first")};
  }
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) return {write_error(path, "a folder", "name a file in it")};
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return {write_error(path, "a device or pipe", "name a file")};
  }
  const std::string reason = write_unfinished(path, {});
  if (!reason.empty()) return {write_error(path, reason)};
  fs::remove(unfinished_name(path), ignored);
  return {};
}

Errors write_file(const std::string& path, const std::string& text) {
  const std::string reason = write_unfinished(path, text);
  if (!reason.empty()) return {write_error(path, reason)};
  std::error_code failed, ignored;
  fs::rename(unfinished_name(path), path, failed);
  if (!failed) return {};
  fs::remove(unfinished_name(path), ignored);
  return {write_error(path, failed.message())};
}

}  // namespace khasan::report
