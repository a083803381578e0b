// SPDX-License-Identifier: EUPL-1.2
#include "cli/globals.hpp"

namespace ehrenamt::cli {

using base::_m;

std::string_view Common::form(std::string_view usual) const {
    constexpr std::string_view k_by_name[] = {"csv", "tsv", "json", "jsonl", "xlsx"};
    if (!format.empty())
        return format;
    if (output)
        for (const auto known : k_by_name)
            if (output->extension() == "." + std::string{known})
                return known;
    return usual;
}

const std::vector<OptionInfo>& global_options() {
    static const std::vector<OptionInfo> k_options = {
        option("--store", "FILE", &Globals::store,
               _m("the store; else EHRENAMT_STORE, the config file, or the "
                  "user's data folder")),
        option("--config", "FILE", &Globals::config, _m("settings in TOML")),
        option("--today", "DATE", &Globals::today,
               _m("work as on this day; else EHRENAMT_TODAY, or the clock")),
        one_of({"de", "en"}, option("--lang", "LANG", &Globals::lang, _m("language of messages"))),
        flag("--quiet,-q", &Globals::quiet, _m("no messages when all is well")),
        flag("--verbose,-v", &Globals::verbose, _m("say more about what is done")),
        flag("--no-color", &Globals::no_color, _m("no bold type in a terminal; NO_COLOR does the same")),
        one_of({"auto", "always", "never"},
               option("--progress", "WHEN", &Globals::progress, _m("show progress of long work"))),
        one_of({"json", "man"}, option("--usage", "FORM", &Globals::usage,
                                       _m("describe all commands and options for machines"))),
        flag("--version", &Globals::version, _m("print the version")),
        flag("--help,-h", &Globals::help, _m("print help")),
    };
    return k_options;
}

const std::vector<OptionInfo>& common_options(Effect effect) {
    static const OptionInfo k_format =
        one_of({"table", "csv", "tsv", "json", "jsonl", "xlsx"},
               option("--format", "FORMAT", &Common::format,
                      _m("form of the result; else what the name of the file says")));
    static const std::vector<OptionInfo> k_reads = {
        k_format,
        one_of({"plain", "excel-de"},
               option("--dialect", "DIALECT", &Common::dialect,
                      _m("CSV for programs, or for a German spreadsheet (semicolon, decimal comma)"))),
        option("--output,-o", "FILE", &Common::output,
               _m("write the result to a file instead of standard output")),
        flag("--overwrite", &Common::overwrite, _m("replace files that exist")),
    };
    static const std::vector<OptionInfo> k_writes = {
        flag("--dry-run,-n", &Common::dry_run, _m("show what would be done, write nothing")),
        one_of({"table", "json"}, option("--format", "FORMAT", &Common::format, _m("form of the result"))),
    };
    static const std::vector<OptionInfo> k_none = {};
    return effect == Effect::reads ? k_reads : effect == Effect::writes ? k_writes : k_none;
}

std::vector<OptionInfo> all_options(const Command& command) {
    auto options = command.options;
    const auto& common = common_options(command.effect);
    options.insert(options.end(), common.begin(), common.end());
    return options;
}

} // namespace ehrenamt::cli
