// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/formats/output_file.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace ehrenamt;
using formats::OutputFile;
using formats::Readers;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "ehrenamt-output-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string file(const char* name) const { return path / name; }
    [[nodiscard]] std::ptrdiff_t entries() const {
        return std::distance(fs::directory_iterator{path}, fs::directory_iterator{});
    }
};

template <class Work>
std::string rule_of(Work work) {
    try {
        work();
    } catch (const base::Error& error) {
        return error.rule();
    }
    return "none";
}

} // namespace

TEST_CASE("a result appears only when it is published") {
    const Folder folder;
    {
        OutputFile out{folder.file("a.csv"), Readers::everyone, false};
        out.write("ab");
        out.write("c\n");
        CHECK_FALSE(fs::exists(folder.file("a.csv")));
        out.publish();
    }
    CHECK(formats::read_input(folder.file("a.csv")) == "abc\n");
    CHECK(folder.entries() == 1);
}

TEST_CASE("a result that is given up leaves nothing behind") {
    const Folder folder;
    OutputFile{folder.file("a.csv"), Readers::everyone, false}.write("ab");
    CHECK(folder.entries() == 0);
}

TEST_CASE("an existing file is kept unless it may be overwritten") {
    const Folder folder;
    write_file(folder.file("a"), "alt", Readers::everyone, false);
    CHECK(rule_of([&] { write_file(folder.file("a"), "neu", Readers::everyone, false); }) == "file.exists");
    CHECK(formats::read_input(folder.file("a")) == "alt");
    write_file(folder.file("a"), "neu", Readers::everyone, true);
    CHECK(formats::read_input(folder.file("a")) == "neu");
    CHECK(folder.entries() == 1);
}

TEST_CASE("a file that appears while the result is written is kept too") {
    const Folder folder;
    OutputFile out{folder.file("a"), Readers::everyone, false};
    write_file(folder.file("a"), "schneller", Readers::everyone, false);
    CHECK(rule_of([&] { out.publish(); }) == "file.exists");
    CHECK(formats::read_input(folder.file("a")) == "schneller");
}

TEST_CASE("a symbolic link, a folder and a device are not written over") {
    const Folder folder;
    write_file(folder.file("ziel"), "alt", Readers::everyone, false);
    fs::create_symlink(folder.file("ziel"), folder.file("link"));
    fs::create_directory(folder.file("ordner"));
    CHECK(rule_of([&] { write_file(folder.file("link"), "x", Readers::owner, true); }) == "file.write");
    CHECK(rule_of([&] { write_file(folder.file("link"), "x", Readers::owner, false); }) == "file.exists");
    CHECK(rule_of([&] { write_file(folder.file("ordner"), "x", Readers::owner, true); }) == "file.write");
    CHECK(rule_of([&] { write_file("/dev/null", "x", Readers::owner, true); }) == "file.write");
    CHECK(formats::read_input(folder.file("ziel")) == "alt");
}

TEST_CASE("a missing folder and an empty name are told") {
    const Folder folder;
    CHECK(rule_of([&] { write_file(folder.file("nicht/da"), "x", Readers::owner, false); }) == "file.write");
    CHECK(rule_of([&] { write_file("", "x", Readers::owner, false); }) == "file.write");
    CHECK(rule_of([&] { write_file(folder.path.string() + "/", "x", Readers::owner, true); }) ==
          "file.write");
}

TEST_CASE("personal data can be read by the owner alone") {
    const Folder folder;
    const mode_t before = umask(022);
    write_file(folder.file("a"), "x", Readers::owner, false);
    write_file(folder.file("b"), "x", Readers::everyone, false);
    umask(before);
    struct stat status {};
    REQUIRE(stat(folder.file("a").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    REQUIRE(stat(folder.file("b").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0644);
}

TEST_CASE("a write that the system cuts off leaves no file") {
    const Folder folder;
    struct rlimit before {};
    getrlimit(RLIMIT_FSIZE, &before);
    const struct rlimit small { 1024, before.rlim_max };
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    const auto rule =
        rule_of([&] { write_file(folder.file("a"), std::string(5000, 'x'), Readers::everyone, false); });
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    CHECK(rule == "file.write");
    CHECK(folder.entries() == 0);
}

TEST_CASE("a missing file and a file beyond the limit are told by name") {
    const Folder folder;
    CHECK(rule_of([&] { (void)formats::read_input(folder.file("a")); }) == "file.missing");
    CHECK(rule_of([&] { (void)formats::read_input(folder.path); }) == "file.read");
    write_file(folder.file("a"), "12345", Readers::owner, false);
    CHECK(formats::read_input(folder.file("a"), 5) == "12345");
    CHECK(rule_of([&] { (void)formats::read_input(folder.file("a"), 4); }) == "file.too_large");
}
