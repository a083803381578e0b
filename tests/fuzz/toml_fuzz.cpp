// SPDX-License-Identifier: EUPL-1.2
// Whatever a TOML file holds: a mapping file is read or refused with a reason, and so are funding rules.
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/formats/mapping.hpp"
#include "ehrenamt/funding/rules.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace ehrenamt;

void require(bool true_thing) {
    if (!true_thing)
        std::abort();
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer looks for this name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    try {
        auto choice = formats::read_mapping(bytes, "fuzz.toml");
        (void)formats::add_override(choice, bytes.substr(0, 40));
        std::vector<base::Problem> problems;
        const formats::ColumnMapping mapping{
            {{"name", true, {"Verein"}}}, {"Verein", "Ort"}, "fuzz.csv", choice, problems};
        require(mapping.columns().size() == 2);
    } catch (const base::Rejected& rejected) {
        require(!rejected.problems().empty());
    }
    (void)funding::read_rules(bytes, "fuzz.toml");
    return 0;
}
