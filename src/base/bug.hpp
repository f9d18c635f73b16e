#pragma once

#include <stdexcept>

namespace belfry {

/// A `check` that failed in work which is given up alone: one request, one job.
class Bug : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// While it lives, a `check` that fails on this thread throws `Bug` instead of ending the program.
/// For the edges that answer for one piece of work and hold nothing of what it had begun: somebody
/// who finds the request that meets a bug must not be able to end the server for all others.
/// Elsewhere (the writer, the network thread, the start) the program ends, as nobody could say what
/// is left.
class BugsAreThrown {
public:
    BugsAreThrown();
    BugsAreThrown(const BugsAreThrown&) = delete;
    BugsAreThrown& operator=(const BugsAreThrown&) = delete;
    BugsAreThrown(BugsAreThrown&&) = delete;
    BugsAreThrown& operator=(BugsAreThrown&&) = delete;
    ~BugsAreThrown();

private:
    bool before_;
};

/// The opposite, inside of it: for what a thread does meanwhile on behalf of others.
class BugsEndTheProgram {
public:
    BugsEndTheProgram();
    BugsEndTheProgram(const BugsEndTheProgram&) = delete;
    BugsEndTheProgram& operator=(const BugsEndTheProgram&) = delete;
    BugsEndTheProgram(BugsEndTheProgram&&) = delete;
    BugsEndTheProgram& operator=(BugsEndTheProgram&&) = delete;
    ~BugsEndTheProgram();

private:
    bool before_;
};

}  // namespace belfry
