// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/measures/certificate_seal.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::Error;
using base::ExitStatus;
using base::message;
using base::Problem;
using measures::PublicKey;

constexpr std::size_t k_most_bytes = 10'000'000;

struct VerifyCertificateOptions {
    std::string text, public_key, name;
    std::optional<std::filesystem::path> from, revoked;
};

void check(const VerifyCertificateOptions& options) {
    if (options.text.empty() != options.from.has_value())
        throw UsageProblems{{{"usage.either",
                              message("give the text of the QR code, or --from FILE with it"),
                              {"", 0, 0, "TEXT"}}},
                            "verify-certificate"};
}

/// A file if there is one of that name, else the key itself.
PublicKey public_key(const std::string& given) {
    auto key = PublicKey::parse(given);
    if (!key && std::filesystem::exists(given))
        key = PublicKey::parse(formats::read_input(given, k_most_bytes));
    if (!key)
        throw Error{ExitStatus::data_rejected, key.problem().rule, key.problem().message};
    return *key;
}

/// Each text that begins like a certificate's, up to the next one; the whole if there is none.
std::vector<std::string> seals_of(const std::string& text) {
    constexpr std::string_view k_begins = "EHRENAMT";
    std::vector<std::string> seals;
    for (auto at = text.find(k_begins); at != text.npos;) {
        const auto next = text.find(k_begins, at + k_begins.size());
        seals.push_back(text.substr(at, next == text.npos ? next : next - at));
        at = next;
    }
    if (seals.empty())
        seals.push_back(text);
    return seals;
}

/// The first word of each line.
std::set<std::string> revoked_numbers(const std::optional<std::filesystem::path>& file) {
    std::set<std::string> numbers;
    if (!file)
        return numbers;
    const auto text = formats::read_input(file->string(), k_most_bytes); // the lines are parts of it
    for (const auto line : base::split(text, '\n')) {
        const auto first = line.substr(0, line.find_first_of(" ,;\t\r\""));
        if (!first.empty())
            numbers.emplace(first);
    }
    return numbers;
}

struct Finding {
    base::Result<measures::CertificateSeal> seal;
    std::optional<Problem> problem; ///< why it does not hold
};

Finding finding_of(const std::string& text, const PublicKey& key, const std::string& name,
                   const std::set<std::string>& revoked) {
    auto seal = measures::verified(text, key);
    if (!seal) {
        auto problem = seal.problem();
        return {std::move(seal), std::move(problem)};
    }
    if (!name.empty() && !measures::is_for(*seal, name))
        return {seal,
                Problem{"certificate.name", message("the certificate is not for somebody of this name")}};
    if (revoked.contains(seal->number))
        return {seal, Problem{"certificate.revoked", message("the certificate was revoked")}};
    return {std::move(seal), std::nullopt};
}

Table table_of(const std::vector<Finding>& findings, const Catalogue& catalogue) {
    Table table{{{"holds", _m("holds")},
                 {"number", _m("number")},
                 {"measure", _m("measure no.")},
                 {"title", _m("measure")},
                 {"last_day", _m("last day")},
                 {"minutes", _m("minutes")},
                 {"rule", _m("rule")},
                 {"reason", _m("why not")}}};
    for (const auto& [seal, problem] : findings) {
        auto& row = table.rows.emplace_back();
        row.emplace_back(!problem.has_value());
        if (seal)
            row.insert(row.end(),
                       {seal->number, seal->measure, seal->title, seal->last_day, seal->attended.minutes});
        else
            row.resize(6);
        row.emplace_back(problem ? Cell{problem->rule} : Cell{});
        row.emplace_back(problem ? Cell{catalogue.text(problem->message)} : Cell{});
    }
    return table;
}

ExitStatus run(Context& context, const VerifyCertificateOptions& options) {
    check(options);
    const auto key = public_key(options.public_key);
    const auto revoked = revoked_numbers(options.revoked);
    std::vector<Finding> findings;
    bool all_hold = true;
    for (const auto& text :
         seals_of(options.from ? formats::read_input(options.from->string(), k_most_bytes) : options.text)) {
        findings.push_back(finding_of(text, key, options.name, revoked));
        all_hold = all_hold && !findings.back().problem;
    }
    const auto table = table_of(findings, context.out.catalogue());
    if (context.out.for_a_person() && findings.size() == 1)
        context.out.raw(context.out.as_lines(table));
    else
        context.out.table(table);
    return all_hold ? ExitStatus::done : ExitStatus::violations;
}

} // namespace

Command verify_certificate_command() {
    using O = VerifyCertificateOptions;
    return command<O>(
        "verify-certificate", Group::measures, Effect::reads,
        _m("check a certificate by its QR code, without a store or a server"),
        {option("TEXT", "TEXT", &O::text, _m("what the QR code says")),
         option("--from", "FILE", &O::from, _m("a file with one or more such texts; - is standard input")),
         required(option("--public-key", "KEY", &O::public_key,
                         _m("key of the contact point: the file that it publishes, or its 43 characters"))),
         option("--name", "NAME", &O::name, _m("check as well that it is for somebody of this name")),
         option("--revoked", "FILE", &O::revoked, _m("numbers that the contact point revoked, one a line"))},
        run);
}

} // namespace ehrenamt::cli
