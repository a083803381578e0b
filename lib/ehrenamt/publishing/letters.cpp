// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/letters.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/publishing/leaflet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ehrenamt::publishing {
namespace {

using measures::Measure;
using measures::MeasureSession;

struct Words {
    std::string_view key;
    std::string_view subject; ///< in front of the measure's title
    std::string_view text;    ///< {0} title, {1} place on the waiting list
};

const Words& words(LetterKind kind) {
    static const std::array<Words, 8> k_words = {{
        {"eingang", "Ihre Anmeldung",
         "vielen Dank für Ihre Anmeldung zu „{0}“. Über die Plätze wird gemeinsam entschieden; Sie hören "
         "dann von uns."},
        {"bestaetigung", "Ihr Platz", "Sie haben einen Platz in „{0}“. Wir freuen uns auf Sie."},
        {"warteliste", "Warteliste",
         "alle Plätze in „{0}“ sind vergeben. Sie stehen auf Platz {1} der Warteliste; wird ein Platz frei, "
         "rücken Sie "
         "nach, und wir schreiben Ihnen."},
        {"nachgerueckt", "Sie sind nachgerückt",
         "in „{0}“ ist ein Platz frei geworden, und Sie sind von der Warteliste nachgerückt. Wir freuen uns "
         "auf Sie."},
        {"einladung", "Einladung", "wir laden Sie zu „{0}“ ein, wofür Sie einen Platz haben."},
        {"erinnerung", "Erinnerung",
         "wir erinnern an „{0}“. Wenn Sie verhindert sind, sagen Sie uns bitte ab, damit jemand von der "
         "Warteliste "
         "nachrücken kann."},
        {"absage", "Ihre Abmeldung", "Ihre Anmeldung zu „{0}“ ist zurückgenommen."},
        {"ausfall", "Fällt aus", "„{0}“ muss leider ausfallen."},
    }};
    return k_words[static_cast<std::size_t>(kind)];
}

std::string clock(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string session_line(const MeasureSession& session) {
    const auto& time = session.time;
    return fmt::format("{}, {}, {}–{} Uhr, {}", domain::german_weekday(time.day), time.day.german(),
                       clock(time.start_minute), clock(time.start_minute + time.minutes),
                       session.venue ? session.venue_name + ", " + session.municipality
                                     : std::string{"online"});
}

std::string fee_line(const Measure& measure) {
    if (!measure.participant_fee)
        return {};
    return measure.participant_fee->value == 0 ? "Die Teilnahme ist kostenfrei."
                                               : "Teilnahmebeitrag: " + measure.participant_fee->german();
}

bool says_dates(LetterKind kind) {
    return kind != LetterKind::cancellation && kind != LetterKind::measure_cancelled;
}

/// RFC 2047 in base64, cut between characters so that no word is longer than 75 octets.
std::string encoded_words(std::string_view text) {
    constexpr std::string_view k_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t k_most = 45;
    std::string out;
    while (!text.empty()) {
        auto size = std::min(text.size(), k_most);
        while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
            --size;
        out += out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?";
        for (std::size_t i = 0; i < size; i += 3) {
            const auto byte = [&](std::size_t at) {
                return at < size ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U;
            };
            const unsigned bits = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
            out += k_digits[bits >> 18U];
            out += k_digits[bits >> 12U & 63U];
            out += i + 1 < size ? k_digits[bits >> 6U & 63U] : '=';
            out += i + 2 < size ? k_digits[bits & 63U] : '=';
        }
        out += "?=";
        text.remove_prefix(size);
    }
    return out;
}

/// A text in a header: as it is where it is plain and short.
std::string header_text(std::string_view text) {
    constexpr std::size_t k_line = 60;
    const bool plain = text.size() <= k_line && std::ranges::all_of(text, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                  (c >= '0' && c <= '9') ||
                                  std::string_view{" -.,!:()/"}.find(c) != std::string_view::npos;
                       });
    return plain ? std::string{text} : encoded_words(text);
}

/// A name in front of an address must not hold what has a meaning there.
std::string mailbox(std::string_view name, std::string_view address) {
    const bool plain = std::ranges::all_of(
        name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' '; });
    return fmt::format("{} <{}>", plain ? std::string{name} : encoded_words(name), address);
}

/// RFC 2045: lines of at most 76 octets that any mail server leaves alone.
std::string quoted_printable(std::string_view text) {
    constexpr std::size_t k_most = 72;
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '\n') {
            out += "\r\n";
            column = 0;
            continue;
        }
        const bool at_end = i + 1 == text.size() || text[i + 1] == '\n';
        const bool plain = c >= 33 && c <= 126 && c != '=' && !(c == '.' && column == 0);
        const auto token =
            plain || (c == ' ' && !at_end) ? std::string(1, static_cast<char>(c)) : fmt::format("={:02X}", c);
        if (column + token.size() > k_most) {
            out += "=\r\n";
            column = 0;
        }
        out += token;
        column += token.size();
    }
    return out;
}

std::string mail_date(base::Date day) {
    constexpr std::array<std::string_view, 7> k_days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array<std::string_view, 12> k_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {} 00:00:00 +0000", k_days[day.iso_weekday() - 1], day.day(),
                       k_months[day.month() - 1], day.year());
}

std::string subject(const Letter& letter) {
    return fmt::format("{}: {}", words(letter.kind).subject, letter.measure.title);
}

} // namespace

std::string_view german_key(LetterKind kind) {
    return words(kind).key;
}

std::string letter_text(const Letter& letter, const associations::ContactPoint& from) {
    const auto& measure = letter.measure;
    std::string text = fmt::format("Guten Tag {},\n\n", measures::spoken_name(letter.to.name));
    text += fmt::format(fmt::runtime(words(letter.kind).text), measure.title, letter.to.waiting);
    if (letter.kind == LetterKind::measure_cancelled && !measure.cancel_reason.empty())
        text += fmt::format(" Der Grund: {}.", measure.cancel_reason);
    text += "\n\n";
    if (says_dates(letter.kind)) {
        for (const auto& session : measure.sessions)
            text += session_line(session) + '\n';
        if (const auto fee = fee_line(measure); !fee.empty())
            text += fee + '\n';
        text += '\n';
    }
    text += fmt::format("Ihre Anmeldenummer: {}\n\nFreundliche Grüße\n",
                        store::long_id(letter.to.enrolment.value));
    for (const auto& line : contact_lines(from))
        text += line + '\n';
    return text;
}

std::string letter_eml(const Letter& letter, const associations::ContactPoint& from, base::Date today) {
    const auto domain = from.email.substr(from.email.find('@') + 1);
    return fmt::format(
        "From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}-{}@{}>\r\nX-Unsent: 1\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
        mailbox(from.name, from.email), mailbox(measures::spoken_name(letter.to.name), letter.to.email),
        header_text(subject(letter)), mail_date(today), german_key(letter.kind),
        store::long_id(letter.to.enrolment.value), domain, quoted_printable(letter_text(letter, from)));
}

std::string letters_csv(const std::vector<Letter>& letters, const associations::ContactPoint& from,
                        bool for_excel) {
    formats::CsvWriter csv{for_excel ? formats::CsvStyle::excel_de : formats::CsvStyle::plain};
    for (const auto* column : {"Anmeldenummer", "Anlass", "Name", "Organisation", "E-Mail", "Maßnahme",
                               "Wartelistenplatz", "Erster Tag", "Termine", "Beitrag", "Betreff", "Text"})
        csv.text(column);
    csv.end_record();
    for (const auto& letter : letters) {
        const auto& measure = letter.measure;
        std::vector<std::string> sessions;
        for (const auto& session : measure.sessions)
            sessions.push_back(session_line(session));
        csv.text(store::long_id(letter.to.enrolment.value)).text(german_key(letter.kind));
        csv.text(measures::spoken_name(letter.to.name)).text(letter.to.organisation).text(letter.to.email);
        csv.text(measure.title);
        if (letter.to.waiting > 0)
            csv.number(letter.to.waiting);
        else
            csv.empty();
        csv.date(measure.first_day()).text(base::joined(sessions, "\n")).text(fee_line(measure));
        csv.text(subject(letter)).text(letter_text(letter, from)).end_record();
    }
    return csv.take();
}

} // namespace ehrenamt::publishing
