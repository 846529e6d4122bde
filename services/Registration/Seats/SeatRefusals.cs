using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

public static class SeatRefusals
{
    /// <summary>Without what only staff and programs may know.</summary>
    public static ProblemHttpResult ToAnswer(this Refusal refusal, HttpContext asker) => CompanyLimit.Told(refusal, Asker.IsTrusted(asker.User)).ToAnswer();
}
