namespace BusinessFocus.Local.Run;

/// <summary>What <c>./run</c> says when everything answers: where things are, the pages first, and how people sign in.</summary>
public static class ReadyMessage
{
    /// <param name="data">The data folder.</param>
    /// <param name="mail">Where received mail is kept; null when it goes to the user's own server.</param>
    /// <param name="mailPage">Where received mail is shown; null likewise.</param>
    /// <param name="traces">Where traces are shown; null where nobody asked for them.</param>
    /// <param name="now">The slug of the edition of these days.</param>
    public static string Of(string publicUrl, string data, string? mail, string? mailPage, string? traces, bool hasDemo, string now)
    {
        var usual = Path.GetFullPath(".local") == data ? "" : $" {data}";
        var people = new[] { (Who: "organiser", Email: ServiceEnvironment.FirstOrganiser, Page: "/styr") }
            .Concat(DemoPeople.Accounts.Where(_ => hasDemo).Select(person => (person.Who, person.Email, person.Page)))
            .Select(person => $"    {person.Who,-12}{person.Email,-31}{publicUrl}{person.Page}");
        return $"""
            ready {publicUrl}/
              pages      {publicUrl}/ and in English {publicUrl}/en
              sign in    {publicUrl}/sign-in, by a code that comes to the mail, as
            {string.Join(Environment.NewLine, people)}
              mail       {(mail is null ? "your own server" : $"{mailPage} ({mail})")}
              traces     {traces ?? $"./run --look{(usual.Length == 0 ? "" : $" --data{usual}")} shows them (fetches 125 MB)"}
              interface  {publicUrl}/docs
              programme  {publicUrl}/api/v1/editions/lerum-2027/programme
              now        {publicUrl}/api/v1/editions/{now}/programme
              for curl   deploy/sign-in {ServiceEnvironment.FirstOrganiser}{usual} prints a token
              secrets    {Path.Combine(data, "run.json")}
            """;
    }
}
