// Numbers out of the seed: who is drawn. Everything here works on texts and digits, slowly.
#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "audit_verify/facts.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit_verify {

namespace {

__extension__ using Big = unsigned __int128;

/// A SHA-256 digest as decimal digits, most significant first.
std::string decimal(const crypto::Digest& digest) {
    // Nine digits to a number, the least significant first; four bytes are added at a time.
    constexpr std::uint64_t billion = 1'000'000'000;
    std::array<std::uint64_t, 9> nines{};
    for (std::size_t at = 0; at < digest.size(); at += 4) {
        std::uint64_t carry = 0;
        for (std::size_t byte = at; byte < at + 4; ++byte) {
            carry = carry * 256 + std::to_integer<unsigned>(digest[byte]);
        }
        for (auto& nine : nines) {
            carry += nine << 32U;
            nine = carry % billion;
            carry /= billion;
        }
    }
    std::string text;
    for (auto nine = nines.rbegin(); nine != nines.rend(); ++nine) {
        const auto digits = std::to_string(*nine);
        text += std::string(9 - digits.size(), '0') + digits;
    }
    const auto first = text.find_first_not_of('0');
    return first == std::string::npos ? "0" : text.substr(first);
}

std::string reversed_fraction(const std::string& of) {
    auto digits = decimal(crypto::sha256(of));
    while (digits.size() < 64) {
        digits.insert(digits.begin(), '0');
    }
    std::reverse(digits.begin(), digits.end());
    return "0." + digits;
}

std::string shortened(const std::string& ticket) {
    std::size_t nines = 2;
    while (nines < ticket.size() && ticket[nines] == '9') {
        ++nines;
    }
    return ticket.substr(0, nines + 18);
}

std::string ticket_after(const std::string& ticket) {
    const std::string longer = ticket + "0";
    std::size_t nines = 2;
    while (nines < longer.size() && longer[nines] == '9') {
        ++nines;
    }
    for (int attempt = 1;; ++attempt) {
        const auto next = longer.substr(0, nines) +
                          reversed_fraction(ticket + ":" + std::to_string(attempt)).substr(2);
        if (next > longer) {
            return next;
        }
    }
}

/// Whether Python writes a character as it is, in the ranges that names of places can hold.
bool python_prints(std::uint32_t character) {
    static const std::vector<std::pair<std::uint32_t, std::uint32_t>> hidden{
        {0x0, 0x1F},        {0x7F, 0xA0},       {0xAD, 0xAD},       {0x600, 0x605},
        {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},
        {0x8E2, 0x8E2},     {0x1680, 0x1680},   {0x180E, 0x180E},   {0x2000, 0x200F},
        {0x2028, 0x202F},   {0x205F, 0x206F},   {0x3000, 0x3000},   {0xD800, 0xF8FF},
        {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD},
        {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0001, 0xE0001},
        {0xE0020, 0xE007F}, {0xF0000, 0x10FFFF}
    };
    return std::none_of(hidden.begin(), hidden.end(), [&](const auto& range) {
        return character >= range.first && character <= range.second;
    });
}

/// A text as Python's repr writes it. What JSON and CSV carry here is well-formed UTF-8.
std::string python(const std::string& text) {
    const bool single = text.find('\'') != std::string::npos;
    const char quote = single && text.find('"') == std::string::npos ? '"' : '\'';
    std::string out(1, quote);
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        std::uint32_t character = length == 1 ? byte : byte & (0xFFU >> (length + 1));
        for (std::size_t more = 1; more < length && at + more < text.size(); ++more) {
            character = character << 6U | (static_cast<unsigned char>(text[at + more]) & 0x3FU);
        }
        if (character == static_cast<unsigned char>(quote) || character == '\\') {
            out += fmt::format("\\{}", static_cast<char>(character));
        } else if (character == '\n' || character == '\r' || character == '\t') {
            out += character == '\n' ? "\\n" : character == '\r' ? "\\r" : "\\t";
        } else if (python_prints(character)) {
            out += text.substr(at, length);
        } else if (character < 0x100) {
            out += fmt::format("\\x{:02x}", character);
        } else if (character < 0x10000) {
            out += fmt::format("\\u{:04x}", character);
        } else {
            out += fmt::format("\\U{:08x}", character);
        }
        at += length;
    }
    return out + quote;
}

/// The contest of a phantom, and which of its phantoms it is, from 1.
std::pair<std::size_t, std::int64_t> phantom(const Facts& facts, std::int64_t card) {
    auto left = card - static_cast<std::int64_t>(facts.cards.size());
    for (std::size_t contest = 0; contest < facts.phantoms.size(); ++contest) {
        if (left < facts.phantoms[contest]) {
            return {contest, left + 1};
        }
        left -= facts.phantoms[contest];
    }
    differs("card", "a card or a phantom", std::to_string(card));
}

std::string card_id(const Facts& facts, std::int64_t place) {
    if (place >= static_cast<std::int64_t>(facts.cards.size())) {
        const auto [contest, number] = phantom(facts, place);
        return fmt::format("(('', None, {}), {})", python(facts.contests[contest].name), number);
    }
    const auto& card = facts.cards[static_cast<std::size_t>(place)];
    const auto& batch = facts.batches[card.batch];
    return fmt::format(
        "(({}, {}, {}), {})",
        python(batch.jurisdiction),
        batch.tabulator.empty() ? "None" : python(batch.tabulator),
        python(batch.name),
        card.position
    );
}

/// A ticket number, the id it belongs to, and the place of the id in its list.
struct Waiting {
    std::string ticket;
    std::string id;
    std::size_t at = 0;

    friend auto operator<=>(const Waiting&, const Waiting&) = default;
};

/// The smallest ticket is taken; with replacement its id comes back with a larger one.
std::vector<std::pair<std::size_t, std::string>> consistent(
    const std::string& seed, const std::vector<std::string>& ids, std::size_t count, bool again
) {
    const auto hashed = crypto::to_hex(crypto::sha256(seed));
    std::set<Waiting> waiting;
    for (std::size_t at = 0; at < ids.size(); ++at) {
        waiting.insert({reversed_fraction(hashed + ids[at]), ids[at], at});
    }
    std::vector<std::pair<std::size_t, std::string>> out;
    while (out.size() < count && !waiting.empty()) {
        auto first = *waiting.begin();
        waiting.erase(waiting.begin());
        out.emplace_back(first.at, shortened(first.ticket));
        if (again) {
            first.ticket = ticket_after(first.ticket);
            waiting.insert(first);
        }
    }
    return out;
}

std::vector<Ticket> by_counter(
    const Facts& facts, const std::vector<std::int64_t>& cards, std::size_t count
) {
    std::vector<Ticket> out;
    std::set<std::uint64_t> taken;
    for (std::int64_t counter = 1; out.size() < count && taken.size() < cards.size(); ++counter) {
        const auto digest = crypto::sha256(fmt::format("{},{}", facts.seed, counter));
        Big rest = 0;
        for (const auto byte : digest) {
            rest = (rest * 256 + std::to_integer<unsigned>(byte)) % cards.size();
        }
        const auto number = static_cast<std::uint64_t>(rest);
        const bool fresh = taken.insert(number).second;
        if (facts.replacement) {
            taken.clear();
        }
        if (fresh || facts.replacement) {
            out.push_back({cards[number], std::to_string(number + 1)});
        }
    }
    return out;
}

/// Bits of SHA-256(seed "," and k zero bytes), k = 0, 1, …, the lowest first; as many as the
/// largest number takes, and again until the number is below the limit.
class Bits {
public:
    explicit Bits(std::string seed) : text_(std::move(seed) + ",") {}

    std::uint64_t below(std::uint64_t limit) {
        unsigned width = 0;
        while (((limit - 1) >> width) != 0) {
            ++width;
        }
        while (true) {
            std::uint64_t number = 0;
            for (unsigned bit = 0; bit < width; ++bit) {
                number |= static_cast<std::uint64_t>(next()) << bit;
            }
            if (number < limit) {
                return number;
            }
        }
    }

private:
    bool next() {
        if (used_ == 256) {
            digest_ = crypto::sha256(text_);
            text_ += '\0';
            used_ = 0;
        }
        const auto byte = std::to_integer<unsigned>(digest_[31 - used_ / 8]);
        return ((byte >> (used_++ % 8)) & 1U) != 0;
    }

    std::string text_;
    crypto::Digest digest_{};
    unsigned used_ = 256;
};

/// Out of the list of cards, in the order of their records; what is drawn gives its place to the
/// last of the list, which grows shorter by it.
std::vector<Ticket> by_index(
    const Facts& facts, const std::vector<std::int64_t>& cards, std::size_t count
) {
    std::vector<std::pair<std::int64_t, std::int64_t>> order;
    for (const auto card : cards) {
        const bool recorded = card < static_cast<std::int64_t>(facts.cards.size()) &&
                              facts.cards[static_cast<std::size_t>(card)].recorded;
        order.emplace_back(
            recorded ? facts.cards[static_cast<std::size_t>(card)].record : facts.records, card
        );
    }
    std::sort(order.begin(), order.end());
    std::vector<std::size_t> list(order.size());
    std::iota(list.begin(), list.end(), std::size_t{0});
    Bits bits(facts.seed);
    std::vector<Ticket> out;
    while (out.size() < count && !list.empty()) {
        const auto place = bits.below(list.size());
        const auto drawn = list[place];
        out.push_back({order[drawn].second, std::to_string(drawn + 1)});
        if (!facts.replacement) {
            list[place] = list.back();
            list.pop_back();
        }
    }
    return out;
}

std::vector<Ticket> by_hash(
    const Facts& facts, const std::vector<std::int64_t>& cards, std::size_t count
) {
    const auto all = static_cast<std::int64_t>(facts.cards.size()) +
                     std::accumulate(facts.phantoms.begin(), facts.phantoms.end(), std::int64_t{0});
    // h_k = SHA-256(seed "," and k zero bytes): one digest goes on, a copy of it ends.
    crypto::Sha256 running;
    running.add(facts.seed + ",");
    std::vector<crypto::Digest> numbers;
    for (std::int64_t at = 0; at < all; ++at) {
        numbers.push_back(running.so_far());
        running.add(std::string_view("\0", 1));
    }
    auto order = cards;
    std::sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        return numbers[static_cast<std::size_t>(a)] < numbers[static_cast<std::size_t>(b)];
    });
    std::vector<Ticket> out;
    for (std::size_t at = 0; at < std::min(count, order.size()); ++at) {
        out.push_back({order[at], decimal(numbers[static_cast<std::size_t>(order[at])])});
    }
    return out;
}

/// NumPy's SeedSequence and PCG64, from their papers.
class Numpy {
public:
    explicit Numpy(const crypto::Digest& seed) {
        std::vector<std::uint32_t> words;
        for (std::size_t word = 8; word-- > 0;) {
            std::uint32_t value = 0;
            for (std::size_t byte = 0; byte < 4; ++byte) {
                value = value << 8U | std::to_integer<std::uint32_t>(seed[word * 4 + byte]);
            }
            words.push_back(value);
        }
        while (!words.empty() && words.back() == 0) {
            words.pop_back();
        }
        std::array<std::uint32_t, 4> pool{};
        for (std::size_t at = 0; at < 4; ++at) {
            pool[at] = stirred(at < words.size() ? words[at] : 0);
        }
        for (std::size_t from = 0; from < 4; ++from) {
            for (std::size_t to = 0; to < 4; ++to) {
                if (from != to) {
                    pool[to] = joined(pool[to], stirred(pool[from]));
                }
            }
        }
        for (std::size_t from = 4; from < words.size(); ++from) {
            for (auto& cell : pool) {
                cell = joined(cell, stirred(words[from]));
            }
        }
        start(pool);
    }

    double uniform() {
        advance();
        const auto folded =
            static_cast<std::uint64_t>(state_ >> 64U) ^ static_cast<std::uint64_t>(state_);
        const auto turn = static_cast<unsigned>(state_ >> 122U);
        const auto turned = turn == 0 ? folded : (folded >> turn) | (folded << (64U - turn));
        return static_cast<double>(turned >> 11U) / 9007199254740992.0;
    }

private:
    std::uint32_t stirred(std::uint32_t value) {
        value ^= multiplier_;
        multiplier_ *= 0x931e8875U;
        value *= multiplier_;
        return value ^ (value >> 16U);
    }

    static std::uint32_t joined(std::uint32_t x, std::uint32_t y) {
        const std::uint32_t value = 0xca01f9ddU * x - 0x4973f715U * y;
        return value ^ (value >> 16U);
    }

    void start(const std::array<std::uint32_t, 4>& pool) {
        std::array<Big, 4> parts{};
        std::uint32_t constant = 0x8b51f9ddU;
        for (std::size_t at = 0; at < 8; ++at) {
            std::uint32_t value = pool[at % 4] ^ constant;
            constant *= 0x58f38dedU;
            value *= constant;
            value ^= value >> 16U;
            parts[at / 2] += static_cast<Big>(value) << (at % 2 == 0 ? 0U : 32U);
        }
        step_ = ((parts[2] << 64U | parts[3]) << 1U) | 1U;
        state_ = 0;
        advance();
        state_ += parts[0] << 64U | parts[1];
        advance();
    }

    void advance() {
        const Big factor = static_cast<Big>(0x2360ED051FC65DA4U) << 64U | 0x4385DF649FCCF645U;
        state_ = state_ * factor + step_;
    }

    std::uint32_t multiplier_ = 0x43b0d7e5U;
    Big state_ = 0;
    Big step_ = 0;
};

std::string batch_id(const Facts& facts, std::size_t at) {
    const auto& batch = facts.batches[at];
    int namesakes = 0;
    for (const auto& other : facts.batches) {
        namesakes += other.jurisdiction == batch.jurisdiction && other.name == batch.name ? 1 : 0;
    }
    const auto name = namesakes == 1 ? batch.name : batch.tabulator + " " + batch.name;
    return fmt::format("({}, {})", python(batch.jurisdiction), python(name));
}

/// Every batch that was not drawn before, by jurisdiction and name.
std::vector<std::size_t> all_others(
    const Facts& facts,
    const std::vector<std::size_t>& batches,
    const std::vector<std::int64_t>& before
) {
    std::vector<std::size_t> rest;
    for (const auto batch : batches) {
        if (std::find(before.begin(), before.end(), static_cast<std::int64_t>(batch)) ==
            before.end()) {
            rest.push_back(batch);
        }
    }
    std::sort(rest.begin(), rest.end(), [&](std::size_t a, std::size_t b) {
        const auto name = [&](std::size_t at) {
            const auto& batch = facts.batches[at];
            int namesakes = 0;
            for (const auto& other : facts.batches) {
                namesakes +=
                    other.jurisdiction == batch.jurisdiction && other.name == batch.name ? 1 : 0;
            }
            return namesakes == 1 ? batch.name : batch.tabulator + " " + batch.name;
        };
        return std::pair(facts.batches[a].jurisdiction, name(a)) <
               std::pair(facts.batches[b].jurisdiction, name(b));
    });
    return rest;
}

}  // namespace

std::vector<Ticket> tickets_of_cards(
    const Facts& facts, const std::vector<std::int64_t>& cards, std::size_t count
) {
    if (facts.sampling == "counter") {
        return by_counter(facts, cards, count);
    }
    if (facts.sampling == "hash") {
        return by_hash(facts, cards, count);
    }
    if (facts.sampling == "index") {
        return by_index(facts, cards, count);
    }
    std::vector<Ticket> out;
    if (facts.sampling == "elsewhere") {
        for (const auto card : facts.sample) {
            if (std::find(cards.begin(), cards.end(), card) != cards.end() && out.size() < count) {
                out.push_back({card, ""});
            }
        }
        return out;
    }
    std::vector<std::string> ids;
    for (const auto card : cards) {
        ids.push_back(card_id(facts, card));
    }
    for (const auto& [at, ticket] : consistent(facts.seed, ids, count, facts.replacement)) {
        out.push_back({cards[at], ticket});
    }
    return out;
}

std::vector<Ticket> tickets_of_batches(
    const Facts& facts,
    std::size_t contest,
    const std::vector<std::int64_t>& before,
    std::size_t count
) {
    const auto batches = batches_with(facts, contest);
    std::vector<Ticket> out;
    if (facts.contests[contest].method == "fixed_percentage") {
        std::vector<std::string> ids;
        for (const auto batch : batches) {
            ids.push_back(batch_id(facts, batch));
        }
        for (const auto& [at, ticket] : consistent(facts.seed, ids, before.size() + count, false)) {
            out.push_back({static_cast<std::int64_t>(batches[at]), ticket});
        }
        return {
            out.begin() + static_cast<std::ptrdiff_t>(std::min(before.size(), out.size())),
            out.end()
        };
    }
    const auto hashed = crypto::to_hex(crypto::sha256(facts.seed));
    std::map<std::size_t, std::string> last;
    const auto next_ticket = [&](std::size_t batch) {
        auto& ticket = last[batch];
        ticket = ticket.empty() ? reversed_fraction(hashed + batch_id(facts, batch))
                                : ticket_after(ticket);
        ticket = shortened(ticket);
        return ticket;
    };
    if (before.size() + count >= batches.size()) {
        for (const auto batch : all_others(facts, batches, before)) {
            out.push_back({static_cast<std::int64_t>(batch), next_ticket(batch)});
        }
        return out;
    }
    double total = 0.0;
    for (const auto batch : batches) {
        total += batch_bound(facts, contest, batch);
    }
    std::vector<double> upto;
    double running = 0.0;
    for (const auto batch : batches) {
        running += batch_bound(facts, contest, batch) / total;
        upto.push_back(running);
    }
    Numpy numbers(crypto::sha256(facts.seed));
    for (std::size_t draw = 0; draw < before.size() + count; ++draw) {
        const double number = numbers.uniform();
        std::size_t at = 0;
        while (upto[at] / running <= number) {
            ++at;
        }
        const auto ticket = next_ticket(batches[at]);
        if (draw >= before.size()) {
            out.push_back({static_cast<std::int64_t>(batches[at]), ticket});
        }
    }
    return out;
}

}  // namespace belfry::audit_verify
