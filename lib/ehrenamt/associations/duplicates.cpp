// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/duplicates.hpp"

#include "ehrenamt/associations/blocking.hpp"
#include "ehrenamt/associations/name_match.hpp"
#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <unordered_map>

namespace ehrenamt::associations {
namespace {

using base::_m;
using base::message;

// Points. A name that is the same gives 80; with the same place beside it the score is full.
constexpr double k_name = 80;
constexpr double k_unlike = 0.5;      // likeness that gives nothing
constexpr double k_alike = 0.95;      // likeness that gives all
constexpr double k_telling = 7;       // weight of the words in common that makes a name telling by itself
constexpr double k_very_telling = 14; // and one that is rare in the whole state
constexpr int k_former = -4, k_mark = -30, k_years_apart = -20, k_numbers_apart = -35,
              k_number_on_one_side = -12;
constexpr int k_same_place = 20, k_near = 8, k_place_unknown = 8, k_far = -35, k_far_but_rare = -10;
constexpr double k_near_km = 12;
constexpr int k_same_entry = 60, k_other_number = -35, k_other_number_deleted = -4, k_other_court = -20;
constexpr int k_email = 15, k_phone = 10, k_website = 10, k_same_source = -6;

double kilometres(std::pair<std::int32_t, std::int32_t> a, std::pair<std::int32_t, std::int32_t> b) {
    constexpr double k_earth_km = 6371;
    constexpr double k_radians = std::numbers::pi / 180 / 1'000'000;
    const double x = (b.second - a.second) * k_radians * std::cos((a.first + b.first) / 2.0 * k_radians);
    const double y = (b.first - a.first) * k_radians;
    return std::hypot(x, y) * k_earth_km;
}

std::string listed(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string text;
    for (const auto& [first, second] : pairs)
        text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", first, second);
    return text;
}

/// Digits alone; the country in front left out.
std::string plain_phone(std::string_view phone) {
    std::string digits;
    for (const char c : phone)
        if (c >= '0' && c <= '9')
            digits += c;
    for (const std::string_view country : {"0049", "49"})
        if (digits.starts_with(country) && phone.find('0') != 0)
            digits.replace(0, country.size(), "0");
    return digits;
}

std::string plain_website(std::string_view address) {
    auto text = base::sort_key(address);
    for (const std::string_view front : {"https://", "http://", "www."})
        if (text.starts_with(front))
            text.erase(0, front.size());
    while (text.ends_with('/'))
        text.pop_back();
    return text;
}

/// Texts as numbers from 1 on, so that equal ones are found without reading them; 0 is the empty one.
class Numbers {
  public:
    std::uint32_t of(const std::string& text) {
        return text.empty() ? 0 : m_numbers.try_emplace(text, m_numbers.size() + 1).first->second;
    }

  private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

/// What a comparison looks at first of an association, in one piece of memory.
struct Brief {
    std::uint32_t municipality = 0;
    std::uint32_t seat = 0;  ///< as compared
    std::uint32_t entry = 0; ///< in the register, with the court that first kept it
    std::uint32_t court = 0; ///< that keeps it now
    const std::vector<Word>* place_words = nullptr;
    std::optional<std::pair<std::int32_t, std::int32_t>> position = {};
    bool active = true;
    unsigned char contact = 0; ///< k_has_…: what is there to be compared
};
constexpr unsigned char k_has_email = 1, k_has_phone = 2, k_has_website = 4, k_has_source_only = 8;

const std::string& first_court(const Association& x) {
    return x.former_court.empty() ? x.register_court : x.former_court;
}

unsigned char contact_of(const Association& x) {
    const bool source_only = !x.source.empty() && x.register_number.empty();
    return static_cast<unsigned char>(
        (x.email.empty() ? 0 : k_has_email) | (x.phone.empty() ? 0 : k_has_phone) |
        (x.website.empty() ? 0 : k_has_website) | (source_only ? k_has_source_only : 0));
}

bool share(const std::vector<std::uint16_t>& a, const std::vector<std::uint16_t>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](auto x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

/// `08` beside `1908`.
bool share_century(const std::vector<std::uint16_t>& years, const std::vector<std::uint16_t>& numbers) {
    return std::any_of(years.begin(), years.end(), [&](auto year) {
        return std::find(numbers.begin(), numbers.end(), year % 100) != numbers.end();
    });
}

/// Adds up the points of a pair; the sentences are made only for those that are told.
class Tally {
  public:
    Tally(std::size_t one, std::size_t other, bool with_reasons)
        : m_pair{std::min(one, other), std::max(one, other)}, m_with_reasons{with_reasons} {}

    template <class... Values>
    void add(int points, base::MessageId text, const Values&... values) {
        m_sum += points;
        if (m_with_reasons)
            m_pair.reasons.push_back({message(text.text, values...), points});
    }
    [[nodiscard]] std::size_t first() const { return m_pair.first; }
    [[nodiscard]] std::size_t second() const { return m_pair.second; }
    [[nodiscard]] bool with_reasons() const { return m_with_reasons; }
    DuplicatePair result() {
        m_pair.score = std::clamp(m_sum, 0, 100);
        return std::move(m_pair);
    }

  private:
    DuplicatePair m_pair;
    int m_sum = 0;
    bool m_with_reasons;
};

} // namespace

struct DuplicateFinder::Parts {
    const std::vector<Candidate>& candidates;
    const NameLexicon& lexicon;
    WordPool pool = {};
    std::vector<NameEntry> entries = {};         ///< of each candidate: its name, then the others
    std::vector<std::uint32_t> first_entry = {}; ///< by candidate, and one more
    std::unordered_map<std::string, std::vector<Word>> places = {}; ///< by name of municipality or seat
    std::vector<Brief> briefs = {};                                 ///< by candidate
    std::optional<WordWeights> weights = {};
    std::vector<std::uint32_t> counts = {};
    mutable std::size_t compared = 0;

    Parts(const std::vector<Candidate>& all, const NameLexicon& words) : candidates{all}, lexicon{words} {
        Numbers municipalities;
        Numbers texts;
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            const auto& one = all[i];
            const auto place = briefs.emplace_back(brief(one, municipalities, texts)).municipality;
            first_entry.push_back(static_cast<std::uint32_t>(entries.size()));
            entries.push_back({i, place, take_apart(one.facts.name, lexicon, pool)});
            for (const auto& name : one.other_names)
                if (auto words_of = take_apart(name, lexicon, pool); fresh(words_of))
                    entries.push_back({i, place, std::move(words_of)});
        }
        first_entry.push_back(static_cast<std::uint32_t>(entries.size()));
        count_words();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& name = all[i].place.empty() ? all[i].facts.seat : all[i].place;
            auto known = places.find(name);
            if (known == places.end())
                known = places.emplace(name, take_apart(name, lexicon, pool).words).first;
            briefs[i].place_words = &known->second;
        }
        counts.resize(pool.size());
        weights.emplace(lexicon, pool, counts, all.size());
    }

    /// Not a name that the candidate has already, written another way.
    [[nodiscard]] bool fresh(const NameWords& name) const {
        return std::none_of(entries.begin() + first_entry.back(), entries.end(), [&](const NameEntry& entry) {
            return entry.name.words == name.words && entry.name.numbers == name.numbers &&
                   entry.name.years == name.years;
        });
    }

    void count_words() {
        counts.resize(pool.size());
        std::vector<std::uint32_t> last(pool.size(), ~0U);
        for (const auto& entry : entries)
            for (const auto word : entry.name.words)
                if (std::exchange(last[word], entry.whose) != entry.whose)
                    ++counts[word];
    }

    /// All but the words of its place.
    static Brief brief(const Candidate& one, Numbers& municipalities, Numbers& texts) {
        const auto& facts = one.facts;
        Brief made;
        if (facts.municipality)
            made.municipality = municipalities.of(facts.municipality->text());
        made.seat = texts.of(base::joined(plain_words(facts.seat), " "));
        if (!facts.register_number.empty())
            made.entry = texts.of(facts.register_number + '\n' + first_court(facts));
        made.court = texts.of(facts.register_court);
        made.position = one.position;
        made.active = facts.status == "active";
        made.contact = contact_of(facts);
        return made;
    }

    [[nodiscard]] bool same_place(std::size_t a, std::size_t b) const {
        const auto& x = briefs[a];
        const auto& y = briefs[b];
        if (x.municipality != 0 && y.municipality != 0)
            return x.municipality == y.municipality;
        return x.seat != 0 && x.seat == y.seat;
    }

    void add_name(Tally& pair, NameMatch& best) const;
    void add_differences(Tally& pair, const NameWords& a, const NameWords& b, const NameMatch& match) const;
    [[nodiscard]] std::uint32_t marks_of(const std::vector<Word>& words) const;
    void add_place(Tally& pair, const NameMatch& match) const;
    void add_register(Tally& pair) const;
    void add_contact(Tally& pair) const;
    [[nodiscard]] DuplicatePair scored(std::size_t one, std::size_t other, bool with_reasons) const;
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>>
    pairs(const std::function<void(double)>& pause) const;
    void add_same_keys(std::vector<std::pair<std::uint32_t, std::uint32_t>>& found) const;
};

/// The best of all ways to pair a name of the one with a name of the other.
void DuplicateFinder::Parts::add_name(Tally& pair, NameMatch& best) const {
    const bool same = same_place(pair.first(), pair.second());
    const PlaceWords place_names{*briefs[pair.first()].place_words, *briefs[pair.second()].place_words, same};
    std::uint32_t best_a = 0;
    std::uint32_t best_b = 0;
    double best_points = -1000;
    for (auto a = first_entry[pair.first()]; a < first_entry[pair.first() + 1]; ++a)
        for (auto b = first_entry[pair.second()]; b < first_entry[pair.second() + 1]; ++b) {
            auto match = compare(entries[a].name, entries[b].name, place_names, pool, *weights);
            const double telling = same ? 1 : std::min(1.0, match.information / k_telling);
            double points =
                k_name * telling * std::clamp((match.likeness - k_unlike) / (k_alike - k_unlike), 0.0, 1.0);
            points += (a == first_entry[pair.first()] && b == first_entry[pair.second()]) ? 0 : k_former;
            if (points > best_points) {
                best_points = points;
                best = std::move(match);
                best_a = a;
                best_b = b;
            }
        }
    const bool former = best_a != first_entry[pair.first()] || best_b != first_entry[pair.second()];
    const auto percent = static_cast<std::int64_t>(std::floor(best.likeness * 100));
    const int points = std::max(0, static_cast<int>(std::lround(best_points)) - (former ? k_former : 0));
    if (best.same)
        pair.add(points, _m("the same words in the name"));
    else
        pair.add(points, _m("names alike to {0} %"), percent);
    if (former)
        pair.add(k_former, _m("one of the names is a former one"));
    if (pair.with_reasons() && !best.abbreviated.empty())
        pair.add(0, _m("abbreviation: {0}"), listed(best.abbreviated));
    if (pair.with_reasons() && !best.spelled.empty())
        pair.add(0, _m("spelt differently: {0}"), listed(best.spelled));
    add_differences(pair, entries[best_a].name, entries[best_b].name, best);
}

std::uint32_t DuplicateFinder::Parts::marks_of(const std::vector<Word>& words) const {
    std::uint32_t marks = 0;
    for (const auto word : words)
        marks |= weights->marks(word);
    return marks;
}

void DuplicateFinder::Parts::add_differences(Tally& pair, const NameWords& a, const NameWords& b,
                                             const NameMatch& match) const {
    // A word that found its counterpart, such as an abbreviation's, tells nothing apart.
    const auto marks = (marks_of(match.only_first) & ~b.marks) | (marks_of(match.only_second) & ~a.marks);
    for (std::size_t bit = 0; bit < lexicon.mark_classes.size(); ++bit)
        if ((marks >> bit & 1U) != 0)
            pair.add(k_mark, _m("only one is about: {0}"), lexicon.mark_classes[bit]);
    if (!a.years.empty() && !b.years.empty() && !share(a.years, b.years))
        pair.add(k_years_apart, _m("years differ: {0} and {1}"), a.years.front(), b.years.front());
    if (share_century(a.years, b.numbers) || share_century(b.years, a.numbers))
        return;
    if (!a.numbers.empty() && !b.numbers.empty() && !share(a.numbers, b.numbers))
        pair.add(k_numbers_apart, _m("numbers differ: {0} and {1}"), a.numbers.front(), b.numbers.front());
    else if (a.numbers.empty() != b.numbers.empty() && (a.numbers.empty() ? b : a).numbers.front() > 1)
        pair.add(k_number_on_one_side, _m("only one has a number: {0}"),
                 (a.numbers.empty() ? b : a).numbers.front());
}

void DuplicateFinder::Parts::add_place(Tally& pair, const NameMatch& match) const {
    const auto& a = candidates[pair.first()];
    const auto& x = briefs[pair.first()];
    const auto& y = briefs[pair.second()];
    const bool rare = match.information >= k_very_telling;
    if (same_place(pair.first(), pair.second()))
        pair.add(k_same_place, _m("the same place: {0}"), a.place.empty() ? a.facts.seat : a.place);
    else if (x.municipality == 0 || y.municipality == 0)
        pair.add(k_place_unknown, _m("the place of one is not known"));
    else if (!x.position || !y.position)
        pair.add(rare ? k_far_but_rare : k_far, _m("in different places"));
    else {
        const double km = kilometres(*x.position, *y.position);
        const auto whole = static_cast<std::int64_t>(std::lround(km));
        if (km <= k_near_km)
            pair.add(k_near, _m("places near each other: {0} km"), whole);
        else
            pair.add(rare ? k_far_but_rare : k_far, _m("places far from each other: {0} km"), whole);
    }
}

void DuplicateFinder::Parts::add_register(Tally& pair) const {
    const auto& a = candidates[pair.first()].facts;
    const auto& b = candidates[pair.second()].facts;
    const auto& x = briefs[pair.first()];
    const auto& y = briefs[pair.second()];
    if (x.entry == 0 || y.entry == 0)
        return;
    const bool one_deleted = !x.active || !y.active;
    if (x.entry == y.entry)
        pair.add(k_same_entry, _m("the same register entry: VR {0}"), a.register_number);
    else if (one_deleted)
        pair.add(k_other_number_deleted,
                 _m("different register entries, but one is deleted: VR {0} and VR {1}"), a.register_number,
                 b.register_number);
    else if (x.court == y.court)
        pair.add(k_other_number, _m("two register entries at one court, so two by law: VR {0} and VR {1}"),
                 a.register_number, b.register_number);
    else
        pair.add(k_other_court, _m("registered at different courts"));
}

void DuplicateFinder::Parts::add_contact(Tally& pair) const {
    if ((briefs[pair.first()].contact & briefs[pair.second()].contact) == 0)
        return;
    const auto& a = candidates[pair.first()].facts;
    const auto& b = candidates[pair.second()].facts;
    if (!a.email.empty() && base::sort_key(a.email) == base::sort_key(b.email))
        pair.add(k_email, _m("the same e-mail address"));
    if (!a.phone.empty() && plain_phone(a.phone) == plain_phone(b.phone))
        pair.add(k_phone, _m("the same telephone number"));
    if (!a.website.empty() && plain_website(a.website) == plain_website(b.website))
        pair.add(k_website, _m("the same website"));
    if (!a.source.empty() && a.source == b.source && a.register_number.empty() && b.register_number.empty())
        pair.add(k_same_source, _m("'{0}' lists them as two"), a.source);
}

DuplicatePair DuplicateFinder::Parts::scored(std::size_t one, std::size_t other, bool with_reasons) const {
    Tally pair{one, other, with_reasons};
    NameMatch match;
    add_name(pair, match);
    add_place(pair, match);
    add_register(pair);
    add_contact(pair);
    return pair.result();
}

/// Pairs that share what is nearly a proof, whatever their names.
void DuplicateFinder::Parts::add_same_keys(
    std::vector<std::pair<std::uint32_t, std::uint32_t>>& found) const {
    std::vector<std::pair<std::string, std::uint32_t>> keys;
    for (std::uint32_t i = 0; i < candidates.size(); ++i) {
        const auto& facts = candidates[i].facts;
        if (!facts.register_number.empty())
            keys.emplace_back(
                fmt::format("r{}/{}", facts.former_court.empty() ? facts.register_court : facts.former_court,
                            facts.register_number),
                i);
        if (!facts.email.empty())
            keys.emplace_back("e" + base::sort_key(facts.email), i);
        if (!facts.website.empty())
            keys.emplace_back("w" + plain_website(facts.website), i);
        if (!facts.phone.empty())
            keys.emplace_back("p" + plain_phone(facts.phone), i);
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t begin = 0; begin < keys.size();) {
        std::size_t end = begin + 1;
        while (end < keys.size() && keys[end].first == keys[begin].first)
            ++end;
        meet_in_block(keys, begin, end,
                      [&](const auto& a, const auto& b) { found.emplace_back(a.second, b.second); });
        begin = end;
    }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>>
DuplicateFinder::Parts::pairs(const std::function<void(double)>& pause) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (const auto& [a, b] : pairs_worth_comparing(entries, lexicon, pool, *weights, pause))
        found.emplace_back(std::minmax(entries[a].whose, entries[b].whose));
    add_same_keys(found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

DuplicateFinder::DuplicateFinder(const std::vector<Candidate>& candidates, const NameLexicon& lexicon)
    : m_parts{std::make_unique<Parts>(candidates, lexicon)} {}
DuplicateFinder::~DuplicateFinder() = default;

std::vector<DuplicatePair> DuplicateFinder::find(int min_score,
                                                 const std::function<void(double)>& pause) const {
    constexpr double k_blocking = 0.4; // share of the work, for the progress
    constexpr std::size_t k_pairs_between_pauses = 4096;
    const auto pairs = m_parts->pairs([&](double share_done) { pause(k_blocking * share_done); });
    m_parts->compared = pairs.size();
    std::vector<DuplicatePair> found;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (i % k_pairs_between_pauses == 0)
            pause(k_blocking + (1 - k_blocking) * static_cast<double>(i) / static_cast<double>(pairs.size()));
        const auto& [one, other] = pairs[i];
        if (m_parts->scored(one, other, false).score >= min_score)
            found.push_back(m_parts->scored(one, other, true));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const DuplicatePair& a, const DuplicatePair& b) { return a.score > b.score; });
    return found;
}

DuplicatePair DuplicateFinder::score(std::size_t one, std::size_t other) const {
    return m_parts->scored(one, other, true);
}

std::size_t DuplicateFinder::compared() const {
    return m_parts->compared;
}

std::vector<std::pair<std::string, std::uint32_t>> DuplicateFinder::word_counts() const {
    std::vector<std::pair<std::string, std::uint32_t>> counts;
    for (Word word = 0; word < m_parts->pool.size(); ++word)
        if (m_parts->counts[word] > 0)
            counts.emplace_back(m_parts->pool.spelling(word), m_parts->counts[word]);
    std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
        return std::tie(b.second, a.first) < std::tie(a.second, b.first);
    });
    return counts;
}

} // namespace ehrenamt::associations
