#include "audit_files/spellings.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace belfry::audit_files {
namespace {

RC_GTEST_PROP(Spellings, KnowWhatAMapKnows, ()) {
    // Much alike and of every size, so that words overlap and places in the table collide.
    const auto spelling = rc::gen::container<std::string>(rc::gen::element('0', '1', ',', '"'));
    const auto given = *rc::gen::container<std::vector<std::string>>(spelling);
    Spellings known;
    std::map<std::string, std::uint32_t> wanted;
    std::uint32_t number = 0;
    for (const auto& each : given) {
        const auto found = wanted.find(each);
        RC_ASSERT(
            known.find(each) ==
            (found == wanted.end() ? std::nullopt : std::optional(found->second))
        );
        if (found == wanted.end()) {
            known.add(each, number);
            wanted[each] = number++;
        }
    }
    RC_ASSERT(known.size() == wanted.size());
    for (const auto& [each, there] : wanted) {
        RC_ASSERT(known.find(each) == there);
    }
}

}  // namespace
}  // namespace belfry::audit_files
