namespace BusinessFocus.Local.Run;

/// <summary>What <c>./run</c> says when everything answers: where things are, and how people sign in.</summary>
public static class ReadyMessage
{
    /// <param name="data">The data folder.</param>
    /// <param name="mail">Where received mail can be read; null when it goes to the user's own server.</param>
    /// <param name="now">The slug of the edition of these days.</param>
    public static string Of(string publicUrl, string data, string? mail, bool hasDemo, string now)
    {
        var usual = Path.GetFullPath(".local") == data ? "" : $" {data}";
        var people = new[] { (Who: "organiser", Email: ServiceEnvironment.FirstOrganiser) }
            .Concat(Demo.People.Where(_ => hasDemo).Select(person => (person.Who, person.Email)))
            .Select(person => $"    {person.Who,-12}{person.Email}");
        return $"""
            ready {publicUrl}
              pages      {publicUrl}/ and in English {publicUrl}/en
              programme  {publicUrl}/api/v1/editions/lerum-2027/programme
              now        {publicUrl}/api/v1/editions/{now}/programme
              interface  {publicUrl}/docs
              sign in    {publicUrl}/sign-in, by a code that comes to the mail, as
            {string.Join(Environment.NewLine, people)}
              for curl   deploy/sign-in {ServiceEnvironment.FirstOrganiser}{usual} prints a token
              mail       {mail ?? "your own server"}
              secrets    {Path.Combine(data, "run.json")}
            """;
    }
}
