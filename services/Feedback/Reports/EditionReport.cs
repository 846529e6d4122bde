using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using Question = BusinessFocus.Feedback.Questions.Question;

namespace BusinessFocus.Feedback.Reports;

/// <summary>What an edition came to, as those who came see it.</summary>
/// <param name="EditionId">The edition that it is about.</param>
/// <param name="Slug">The edition's name in addresses.</param>
/// <param name="Total">The edition as a whole.</param>
/// <param name="Activities">Each activity, by its Swedish title.</param>
/// <param name="Kinds">By kind of activity.</param>
/// <param name="Topics">By topic; what an activity of several was answered is in each.</param>
/// <param name="Hosts">By the organisation of the hosts; what an activity of several was answered is in each.</param>
/// <param name="Membership">"member" of an association, and "other".</param>
/// <param name="CompanySizes">By size, from sole to large; whose company's size nobody knows is in none.</param>
/// <param name="Knowledge">What companies ("company") and officials ("official") knew of each other before and after.</param>
/// <param name="Questions">What was asked, in the asker's language; free texts are not among them.</param>
/// <param name="FollowUps">How many wanted to be contacted, and whether they were answered in time.</param>
/// <param name="OfficialFigures">What others publish of the municipality, beside the edition's measures and in none of them.</param>
/// <param name="Participation">Who took part, in numbers; left out where nothing has been counted yet, and of a shared report.</param>
/// <param name="MetCompanies">How many companies of the municipality's register were met; left out where it has none, and of a shared report.</param>
public sealed record EditionReport(
    EditionId EditionId,
    string Slug,
    Figures Total,
    IReadOnlyList<ActivityFigures> Activities,
    IReadOnlyDictionary<ActivityKind, Figures> Kinds,
    IReadOnlyDictionary<string, Figures> Topics,
    IReadOnlyDictionary<string, Figures> Hosts,
    IReadOnlyDictionary<string, Figures> Membership,
    IReadOnlyDictionary<string, Figures> CompanySizes,
    IReadOnlyDictionary<string, KnowledgeChange> Knowledge,
    IReadOnlyList<QuestionAsked> Questions,
    EditionFollowUps FollowUps,
    IReadOnlyList<OfficialSeries> OfficialFigures,
    ReportedParticipation? Participation,
    ReportedMetCompanies? MetCompanies)
{
    public static EditionReport Of(EditionResults results)
    {
        return new EditionReport(
            results.EditionId,
            results.Slug,
            FiguresOf(Group.WholeEdition),
            results.Activities.Select(activity => new ActivityFigures(
                new ActivityId(activity.Id), activity.Facts.Title, activity.Facts.Kind, FiguresOf(Group.Of(new ActivityId(activity.Id))))).ToList(),
            results.Kinds.ToDictionary(kind => kind, kind => FiguresOf(new(Dimension.Kind, kind.ToString()))),
            By(Dimension.Topic),
            By(Dimension.Hosts),
            By(Dimension.Membership),
            results.Of(Dimension.CompanySize).OrderBy(result => Enum.TryParse<CompanySize>(result.Group.Value, out var size) ? size : default)
                .ToDictionary(result => JsonNamingPolicy.CamelCase.ConvertName(result.Group.Value), result => Figures.Of(result, results.Asked)),
            results.Of(Dimension.Side).ToDictionary(result => result.Group.Value, result => KnowledgeChange.Of(result.To(Questionnaire.Knowledge))),
            results.Asked.Select(QuestionAsked.Of).ToList(),
            results.FollowUps,
            OfficialSeries.Of(results),
            ReportedParticipation.Of(results.Participation),
            ReportedMetCompanies.Of(results.MetCompanies));

        Figures FiguresOf(Group group) => Figures.Of(results.Of(group), results.Asked);

        Dictionary<string, Figures> By(Dimension dimension) =>
            results.Of(dimension).ToDictionary(result => result.Group.Value, result => Figures.Of(result, results.Asked));
    }
}

/// <summary>What the answers to one activity's survey come to.</summary>
/// <param name="ActivityId">The activity that was asked about.</param>
/// <param name="Title">What it is called in the programme.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Figures">What may be shown of its answers.</param>
public sealed record ActivityFigures(ActivityId ActivityId, LocalizedText Title, ActivityKind Kind, Figures Figures);

/// <summary>A question that an edition's surveys asked.</summary>
/// <param name="Key">By it the figures name the question.</param>
/// <param name="Type">What kind of answer it takes; choice where it was asked in more than one way.</param>
/// <param name="Text">What is asked, in the asker's language.</param>
/// <param name="Options">What a choice, of one or of several, can be answered with; left out for the others.</param>
public sealed record QuestionAsked(string Key, QuestionType Type, string Text, IReadOnlyList<OptionView>? Options)
{
    public static QuestionAsked Of(Question question) => new(
        question.Key,
        question.Type,
        question.Text.In(Languages.Current),
        question.IsChoice
            ? question.Options?.Select(option => new OptionView(option.Key, option.Text.In(Languages.Current))).ToList()
            : null);
}
