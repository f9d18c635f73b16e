// Foreign JSON: parsing and reading never crash, and the canonical form is read back as itself.
#include "json/json.hpp"

#include "base/check.hpp"

namespace belfry {

enum class FuzzKind { one, two };
BOOST_DESCRIBE_ENUM(FuzzKind, one, two)

struct FuzzPart {
    std::string text;
    std::optional<Date> day;
};
BOOST_DESCRIBE_STRUCT(FuzzPart, (), (text, day))

struct FuzzWhole {
    std::int64_t id;
    double number;
    bool flag;
    FuzzKind kind;
    Instant at;
    Money cost;
    Share share;
    std::vector<FuzzPart> parts;
    std::map<std::string, std::string> names;
    std::optional<std::optional<std::string>> change;
};
BOOST_DESCRIBE_STRUCT(
    FuzzWhole, (), (id, number, flag, kind, at, cost, share, parts, names, change)
)

namespace {

void read(std::string_view text) {
    const auto value = json::parse(text);
    if (!value) {
        check(!value.error().code.empty(), "a refusal without its code");
        return;
    }
    const auto canonical = json::canonical(*value);
    const auto again = json::parse(canonical);
    check(again.has_value(), "the canonical form is not JSON");
    check(json::canonical(*again) == canonical, "the canonical form is not stable");
    if (const auto whole = json::read<FuzzWhole>(*value)) {
        const auto written = json::write(*whole);
        check(json::read<FuzzWhole>(written).has_value(), "what was written cannot be read");
    }
}

}  // namespace
}  // namespace belfry

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
