// SPDX-License-Identifier: EUPL-1.2
#include "cli/letters.hpp"

#include "cli/output_folder.hpp"
#include "ehrenamt/publishing/letters.hpp"

#include <fmt/format.h>

#include <map>

namespace ehrenamt::cli {
namespace {

using measures::Recipient;
using publishing::Letter;
using publishing::LetterKind;

/// Empty: nothing is to be written to this one.
std::optional<LetterKind> kind_for(const std::string& chosen, const Recipient& to,
                                   const measures::Measure& measure) {
    const auto confirmed = to.why == "moved_up" ? LetterKind::moved_up : LetterKind::confirmation;
    if (chosen == "invitation")
        return LetterKind::invitation;
    if (chosen == "reminder")
        return LetterKind::reminder;
    if (chosen == "cancellation" || to.state == "cancelled")
        return measure.state == "cancelled" ? LetterKind::measure_cancelled : LetterKind::cancellation;
    if (to.state == "confirmed")
        return confirmed;
    if (to.state == "waiting")
        return LetterKind::waiting;
    return to.state == "registered" ? std::optional{LetterKind::receipt} : std::nullopt;
}

WrittenLetters write(Context& context, const store::Store& store, const LetterChoice& choice,
                     const std::vector<Recipient>& to) {
    const auto from = associations::own_contact_point(store);
    std::map<domain::MeasureId, measures::Measure> measures;
    std::vector<Letter> letters;
    for (const auto& one : to) {
        auto at = measures.find(one.measure);
        if (at == measures.end())
            at = measures.emplace(one.measure, *measures::read_measure(store, one.measure)).first;
        if (const auto kind = kind_for(choice.kind, one, at->second))
            letters.push_back({*kind, one, at->second});
    }
    std::vector<std::pair<std::string, std::string>> files{
        {"serienbrief.csv", publishing::letters_csv(letters, from, true)}};
    for (const auto& letter : letters)
        if (!letter.to.email.empty() && !from.email.empty())
            files.emplace_back(fmt::format("{}-{}.eml", publishing::german_key(letter.kind),
                                           store.origin().shown(letter.to.enrolment.value)),
                               publishing::letter_eml(letter, from, context.today()));
    if (from.email.empty())
        context.out.notice(
            base::message("no .eml files: the contact point has no e-mail address; the list has all "
                          "the letters"));
    return {std::ssize(letters),
            write_into(context, choice.folder, files, choice.overwrite, formats::Readers::owner)};
}

} // namespace

WrittenLetters write_letters(Context& context, const store::Store& store, const LetterChoice& choice,
                             const std::vector<measures::EnrolmentId>& enrolments) {
    return write(context, store, choice, measures::recipients(store, enrolments));
}

WrittenLetters write_letters(Context& context, const store::Store& store, const LetterChoice& choice,
                             const measures::Measure& measure) {
    const std::vector<std::string_view> states =
        choice.kind == "cancellation" && measure.state == "cancelled"
            ? std::vector<std::string_view>{"registered", "confirmed", "waiting", "cancelled"}
        : choice.kind == "cancellation" ? std::vector<std::string_view>{"cancelled"}
                                        : std::vector<std::string_view>{"confirmed"};
    return write(context, store, choice, measures::recipients(store, measure.id, states));
}

} // namespace ehrenamt::cli
