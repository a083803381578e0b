// SPDX-License-Identifier: EUPL-1.2
#include "cli/progress_text.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt::cli;
using std::chrono::milliseconds;

namespace {

const Catalogue k_english{Language::english};
const Catalogue k_german{Language::german};

std::string text(const Advance& advance, std::size_t width = 80, const Catalogue& catalogue = k_english) {
    return progress_text("reading", advance, catalogue, width);
}

} // namespace

TEST_CASE("a line of progress tells the share, the rows, their rate and the time left") {
    CHECK(text({450, 1000, 45'000, milliseconds{2000}}) ==
          "reading  45 % [=========>          ], 45,000 rows, 22,500/s, 0:02 left");
}

TEST_CASE("the beginning and the end of the work have their share and no time that is not known yet") {
    CHECK(text({0, 1000, 0, milliseconds{300}}) == "reading   0 % [>                   ]");
    CHECK(text({1000, 1000, 0, milliseconds{500}}) == "reading 100 % [====================]");
    CHECK(text({1000, 1000, 0, milliseconds{1000}}) == "reading 100 % [====================], 0:00 left");
}

TEST_CASE("work that turns out longer than was said stays at 100 %") {
    CHECK(text({1001, 1000, 0, milliseconds{1000}}) == "reading 100 % [====================], 0:00 left");
}

TEST_CASE("work of unknown length shows the time so far") {
    CHECK(text({0, 0, 0, milliseconds{300}}) == "reading, 0:00");
    CHECK(text({0, 0, 7, milliseconds{61'000}}) == "reading, 7 rows, 0/s, 1:01");
}

TEST_CASE("long times are hours, minutes and seconds") {
    CHECK(text({1, 7201, 0, milliseconds{1000}}) == "reading   0 % [>                   ], 2:00:00 left");
    CHECK(text({1, 3600, 0, milliseconds{1000}}) == "reading   0 % [>                   ], 59:59 left");
}

TEST_CASE("a narrow terminal loses the bar first, then the figures, then all") {
    const Advance advance{450, 1000, 45'000, milliseconds{2000}};
    const auto whole = text(advance);
    CHECK(text(advance, whole.size()) == whole);
    const std::string without_bar = "reading  45 %, 45,000 rows, 22,500/s, 0:02 left";
    CHECK(text(advance, whole.size() - 1) == without_bar);
    CHECK(text(advance, without_bar.size()) == without_bar);
    CHECK(text(advance, without_bar.size() - 1) == "reading  45 %");
    CHECK(text(advance, 13) == "reading  45 %");
    CHECK(text(advance, 12).empty());
}

TEST_CASE("the line speaks German") {
    CHECK(text({450, 1000, 45'000, milliseconds{2000}}, 80, k_german) ==
          "reading  45 % [=========>          ], 45.000 Zeilen, 22.500/s, noch 0:02");
}
