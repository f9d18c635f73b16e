"""What was tried and what did not hold. One line for each kind of attack; each finding is named."""


class Report:
    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def judge(self, name: str, findings: list[str], tried: int) -> None:
        """One attack, tried so often; `findings` is empty where everything held. What was never tried
        has not held."""
        if tried == 0:
            findings = ["nothing was tried"]
        if findings:
            self.failed += 1
            print(f"FAILED {name} ({tried} tried)", flush=True)
            for line in sorted(set(findings))[:40]:
                print(f"       {line}")
        else:
            self.passed += 1
            print(f"ok     {name} ({tried} tried)", flush=True)


class Attack:
    """Collects the findings of one kind of attack and gives them to the report at the end."""

    def __init__(self, report: Report, name: str):
        self.report = report
        self.name = name
        self.findings: list[str] = []
        self.tried = 0

    def __enter__(self) -> "Attack":
        return self

    def hold(self, holds: bool, finding: str) -> None:
        self.tried += 1
        if not holds:
            self.findings.append(finding)

    def __exit__(self, kind, error, trace) -> bool:
        failed = isinstance(error, Exception)
        if failed:
            self.findings.append(f"the attack itself failed: {kind.__name__}: {error}")
        self.report.judge(self.name, self.findings, self.tried)
        return failed
