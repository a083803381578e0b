// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/place_words.hpp"
#include "ehrenamt/base/api.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ehrenamt::associations {

/// What is known of a municipality of today.
struct MunicipalityName {
    std::string key;      ///< AGS
    std::string name;     ///< Limburg a. d. Lahn
    std::string official; ///< Limburg a. d. Lahn, Kreisstadt
    std::string county;
    std::string court; ///< that keeps the register for it
    std::int64_t inhabitants = 0;
};

/// What a place as somebody wrote it can mean. `municipalities` are indices in order of addition.
struct PlaceMeaning {
    enum class By { name, district, former_name };
    std::vector<std::size_t> municipalities = {};
    std::vector<std::size_t> districts = {}; ///< where a district has this name, at whatever court
    bool sure = false;                       ///< exactly one, and it could not well be another place
    bool outside = false;                    ///< a place that is certainly not in Hesse
    bool court_told = false;                 ///< the register court decided
    By by = By::name;
};

/// The names of the Hessian municipalities and their districts, and all the ways to write them: Frankfurt/M.,
/// Bad Homburg v.d.H., Stadt Hanau, Marburg/Lahn, Reichelsheim-Beienheim, Schöffengrund, OT Schwalbach.
///
/// A name that is shortened, is part of a double name, or stands before an unknown district needs a second
/// witness: the register court. What remains open is no guess but a list of candidates.
class EHRENAMT_API MunicipalityNames {
  public:
    explicit MunicipalityNames(std::vector<MunicipalityName> municipalities);

    /// \param name  of a municipality that is part of another one today, or was called so
    void add_former(std::string_view name, std::size_t municipality);
    /// Learns the district from a spelling whose municipality is known (`Butzbach-Hochweisel`), or the
    /// spelling itself if it does not begin with that municipality (`Mainz-Kastel`).
    /// \param former  it is known to be an earlier name
    void learn(std::string_view spelling, std::size_t municipality, bool former);

    /// \param court  code of the register court, or empty
    [[nodiscard]] PlaceMeaning meaning(std::span<const PlaceWord> words, std::string_view court) const;
    [[nodiscard]] const MunicipalityName& operator[](std::size_t index) const { return m_all[index].said; }
    /// The words without what only says what kind of place it is: `Stadt`, `Gemeinde`, `Magistrat der Stadt`.
    [[nodiscard]] static std::span<const PlaceWord> without_title(std::span<const PlaceWord> words);

  private:
    enum class Written { full, part, former };
    struct Municipality {
        MunicipalityName said;
        std::vector<std::string> qualifiers; ///< main, taunus, hohe …
        std::vector<std::string> county;
        bool plain = false; ///< was called so without a qualifier not long ago
    };
    struct Alias {
        std::size_t municipality;
        Written written;
    };
    struct Match {
        std::size_t municipality;
        bool complete;  ///< nothing was left out of the name
        bool qualified; ///< by what distinguishes it from its namesakes
        char joint;     ///< before the district, 0 = there is none
        bool district_known;
        bool court_agrees;
        bool former;
    };

    void add(std::size_t municipality);
    void add_district(const std::string& key, std::size_t municipality);
    void add_alias(const std::string& key, std::size_t municipality, Written written);
    [[nodiscard]] bool distinguishes(const Municipality& municipality, std::string_view word) const;
    [[nodiscard]] std::optional<Match> match(const Alias& alias, std::span<const PlaceWord> rest,
                                             std::string_view court) const;
    [[nodiscard]] std::vector<Match> matches(std::span<const PlaceWord> words, std::string_view court) const;
    [[nodiscard]] static PlaceMeaning decided(std::vector<Match> found);
    void doubt(PlaceMeaning& meaning, std::span<const PlaceWord> words, std::string_view court) const;
    [[nodiscard]] PlaceMeaning district(std::span<const PlaceWord> words, std::string_view court) const;
    [[nodiscard]] std::vector<std::size_t> districts_at(const std::string& key, std::string_view court) const;

    std::vector<Municipality> m_all;
    std::unordered_map<std::string, std::vector<Alias>> m_aliases;
    std::unordered_map<std::string, std::vector<std::size_t>> m_districts; ///< key → municipalities
    std::set<std::string, std::less<>> m_titles;                           ///< words of official additions
    std::set<std::string, std::less<>> m_landscapes; ///< what Hessian places are distinguished by
};

} // namespace ehrenamt::associations
