// khasan new: a copy of the template battle under a new name.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/commands.h"
#include "load/data_folder.h"
#include "report/html.h"

namespace khasan::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTemplate = "templates/new-battle";
constexpr std::string_view kTemplateId = "id: new-battle";

Error error_of(const std::string& found, const std::string& expected) {
  Error error;
  error.found = found;
  error.expected = expected;
  return error;
}

int refuse(const std::string& found, const std::string& expected) {
  return fail({error_of(found, expected)});
}

bool is_name(const std::string& name) {
  return !name.empty() &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
}

// The battle is called as its folder.
Errors set_id(const fs::path& folder, const std::string& id) {
  const fs::path path = folder / "battle.yaml";
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  std::string content = text.str();
  const std::size_t at = content.find(kTemplateId);
  if (at != std::string::npos) content.replace(at, kTemplateId.size(), "id: " + id);
  return report::write_file(path.string(), content);
}

// The template as the folder `target`, under another name until it is whole: all of it or nothing.
Errors copy_template(const fs::path& source, const fs::path& target, const std::string& id) {
  const fs::path unfinished = target.string() + ".unfinished";
  std::error_code failed, ignored;
  fs::remove_all(unfinished, ignored);
  fs::create_directories(unfinished, failed);
  if (!failed) fs::copy(source, unfinished, fs::copy_options::recursive, failed);
  Errors errors;
  if (!failed) errors = set_id(unfinished, id);
  if (!failed && errors.empty()) fs::rename(unfinished, target, failed);
  if (failed) {
    errors = {error_of(target.string() + ": " + failed.message(), "a folder that can be written")};
  }
  if (!errors.empty()) fs::remove_all(unfinished, ignored);
  return errors;
}

}  // namespace

int command_new(const std::string& name) {
  const fs::path target = fs::path(name).lexically_normal();
  const std::string id = target.filename().string();
  std::error_code failed;
  if (!is_name(id)) return refuse(name, "a folder named with lower-case letters, digits, - and _");
  if (fs::exists(target, failed))
    return refuse(name + " exists already", "the name of a new folder");
  const std::string source = load::find_data_folder(kTemplate);
  if (!fs::is_directory(source, failed))
    return refuse("no " + std::string(kTemplate), "the template battle");
  const Errors errors = copy_template(source, target, id);
  if (!errors.empty()) return fail(errors);
  fmt::print("{} is a battle that runs. Next: khasan check {}; khasan run {}\n", target.string(),
             target.string(), target.string());
  return kDone;
}

}  // namespace khasan::cli
