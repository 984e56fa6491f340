"""A step that is due and undecided is said once to each approver who hasn't decided."""

from datetime import datetime

from ats.kernel.approvals.events import ApprovalDue
from ats.kernel.approvals.models import ApprovalStep, StepStatus
from ats.kernel.approvals.progress import DUE, waited_for
from ats.kernel.outbox import emit
from ats.kernel.timers import Timer, fires


@fires(DUE)
def remind(due: list[Timer], *, at: datetime) -> None:
    steps = ApprovalStep.objects.select_related("request").in_bulk([timer.subject_id for timer in due])
    for timer in due:
        step = steps.get(timer.subject_id)
        if step is None or step.status != StepStatus.PENDING:
            timer.stale("The step was decided before it was due.")
        else:
            _remind(step, at)


def _remind(step: ApprovalStep, at: datetime) -> None:
    undecided = step.approvers.filter(decision="").values_list("user", flat=True)
    for approver_id in [person for approver in undecided for person in waited_for(approver, at)]:
        emit(
            ApprovalDue(
                subject_id=step.request_id,
                occurred_at=at,
                about_type=step.request.subject_type,
                about_id=step.request.subject_id,
                approver_id=approver_id,
                step=step.order,
            )
        )
