using CsCheck;
using NoisyLabels.LabelStudio.Annotations;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Annotations;

public sealed class ChangeTests
{
    private static readonly DateTimeOffset Now = Answers.Noon.AddHours(1);

    [Fact]
    public void What_is_new_is_kept_and_sent_twice_it_changes_nothing()
    {
        var first = AnnotationChange.Save(null, Answers.Chosen(1, "cat"), Now);
        Assert.Equal(ChangeOutcome.Applied, first.Outcome);
        var second = AnnotationChange.Save(first.Entry, Answers.Chosen(1, "cat"), Now);
        Assert.Equal(ChangeOutcome.Duplicate, second.Outcome);
    }

    [Fact]
    public void An_older_event_does_not_undo_a_newer_one()
    {
        var stored = AnnotationChange.Save(null, Answers.Chosen(1, "dog", minute: 9), Now).Entry;
        var late = AnnotationChange.Save(stored, Answers.Chosen(1, "cat", minute: 2), Now);
        Assert.Equal(ChangeOutcome.Late, late.Outcome);
        Assert.Same(stored, late.Entry);
    }

    [Fact]
    public void What_was_deleted_is_not_revived_even_when_the_deletion_came_first()
    {
        var deleted = AnnotationChange.Delete(null, 1, Now);
        Assert.Equal(ChangeOutcome.Applied, deleted.Outcome);
        Assert.Equal(ChangeOutcome.Late, AnnotationChange.Save(deleted.Entry, Answers.Chosen(1, "cat"), Now).Outcome);
        Assert.Equal(ChangeOutcome.Duplicate, AnnotationChange.Delete(deleted.Entry, 1, Now).Outcome);
    }

    [Fact]
    public void An_annotation_without_number_waits_for_an_export() =>
        Assert.Equal(
            ChangeOutcome.Unnumbered,
            AnnotationChange.Save(null, Answers.Chosen(1, "cat") with { Id = null }, Now).Outcome);

    [Fact]
    public void A_star_takes_the_stars_of_the_others()
    {
        var stored = AnnotationChange.Save(null, Answers.Chosen(1, "cat"), Now).Entry;
        var starred = Answers.Chosen(1, "cat", minute: 1) with { GroundTruth = true };
        var change = AnnotationChange.Save(stored, starred, Now);
        Assert.True(change.ClearsOtherStars);
        Assert.False(AnnotationChange.Save(change.Entry, starred, Now).ClearsOtherStars);
        Assert.False(AnnotationChange.Save(null, Answers.Imported(2, "cat"), Now).ClearsOtherStars);
    }

    [Fact]
    public void In_whatever_order_the_events_of_one_annotation_arrive_the_newest_state_stays()
    {
        var states = Enumerable.Range(0, 6)
            .Select(minute => Answers.Chosen(1, minute % 2 == 0 ? "cat" : "dog", minute: minute)).ToArray();
        Gen.Select(Gen.Shuffle(states), Gen.OneOf(states).Array[0, 5]).Sample((order, again) =>
        {
            var entry = order.Concat(again).Aggregate(
                (StoredAnnotation?)null, (stored, next) => AnnotationChange.Save(stored, next, Now).Entry);
            Assert.Equal(states[^1], entry!.Annotation);
        });
    }

    [Fact]
    public void An_export_brings_what_events_did_not()
    {
        var began = Now.AddMinutes(10);
        StoredAnnotation Kept(AnnotationRecord annotation, bool isDeleted = false, int minute = 0) =>
            new(annotation.Id!.Value, annotation, isDeleted, Now.AddMinutes(minute));
        StoredAnnotation[] stored =
        [
            Kept(Answers.Chosen(1, "cat")),
            Kept(Answers.Chosen(2, "cat") with { GroundTruth = true }),
            Kept(Answers.Chosen(3, "cat")),
            Kept(Answers.Chosen(4, "cat"), minute: 11),
            Kept(Answers.Chosen(5, "dog"), minute: 11),
            Kept(Answers.Chosen(6, "dog"), isDeleted: true, minute: 11),
            Kept(Answers.Chosen(7, "dog"), isDeleted: true),
        ];
        AnnotationRecord[] exported =
        [
            Answers.Chosen(1, "cat") with { LeadTime = 99 },
            Answers.Chosen(2, "cat"),
            Answers.Chosen(5, "cat"),
            Answers.Chosen(6, "dog"),
            Answers.Chosen(7, "dog"),
            Answers.Chosen(8, "dog"),
            Answers.Chosen(8, "dog"),
            Answers.Chosen(9, "dog") with { Id = null },
        ];
        var reconciliation = Reconciliation.Compare(stored, exported, began, began.AddMinutes(2));
        Assert.Equal([2, 7, 8], reconciliation.Saved.Select(entry => entry.Id));
        Assert.Equal([3], reconciliation.Deleted);
        Assert.All(reconciliation.Saved, entry => Assert.False(entry.IsDeleted));
    }
}
